package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.internal.Waiting;
import io.connectmigrator.migration.internal.state.Progress;
import java.time.Duration;

/**
 * The requests that workers may still carry out about the two copies of a connector.
 *
 * @param source those about the copy on the source
 * @param target those about the copy on the target
 */
record CopyWrites(PendingWrites source, PendingWrites target) {

    /** {@return none, each of which will be waited for this long} */
    static CopyWrites none(Waiting waiting, Duration patience) {
        return new CopyWrites(new PendingWrites(waiting, patience), new PendingWrites(waiting, patience));
    }

    /** Takes into account that a process which has died may have sent writes about either copy. */
    void assume(Duration patience, Progress noted) {
        source.assume(patience);
        if (noted.targetResumed() && noted.upSince() == null) {
            target.assumeStart(patience);
        } else {
            target.assume(patience);
        }
    }

    /** {@return whether there may be any about either copy} */
    boolean exist() {
        return source.exist() || target.exist();
    }
}
