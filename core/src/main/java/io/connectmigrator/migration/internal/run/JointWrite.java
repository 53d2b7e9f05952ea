package io.connectmigrator.migration.internal.run;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A write to the journal of what several moves of a unit have reached. Each goes on once it is made. Not thread-safe. */
final class JointWrite {

    private boolean made;
    private @Nullable Throwable failure;

    /** {@return a write of nothing, which is made} */
    static JointWrite ofNothing() {
        JointWrite write = new JointWrite();
        write.made = true;
        return write;
    }

    void make(Runnable writing) {
        try {
            writing.run();
        } catch (Throwable e) {
            failure = e;
        }
        made = true;
    }

    boolean isMade() {
        return made;
    }

    /** {@return why it has failed, if it has} */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }
}
