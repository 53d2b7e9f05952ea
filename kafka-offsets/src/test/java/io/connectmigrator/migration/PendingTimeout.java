package io.connectmigrator.migration;

import java.time.Duration;

/** Opens to tests what only those in this package could shorten. */
public final class PendingTimeout {

    private PendingTimeout() {}

    /** Sets for how long a worker may still do what a process has asked for that died, 90 seconds otherwise. */
    public static MigratorBuilder shorten(MigratorBuilder builder, Duration timeout) {
        return builder.pendingTimeout(timeout);
    }
}
