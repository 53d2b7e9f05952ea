package io.connectmigrator.migration.internal.work;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.internal.Waiting;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What bounds the requests of the step of a connector that is under way: they end with the step, and those that change something
 * are not interrupted, since a write that was interrupted may be done later. Moves that are made together share it, and make one step at
 * a time. Thread-safe.
 */
public final class StepBounds {

    private volatile Waiting.@Nullable Deadline deadline;

    /** From now on requests end by then. */
    public void limit(Waiting.Deadline newDeadline) {
        deadline = newDeadline;
    }

    /** {@return the client, whose calls end with the step; as it is before the first step} */
    public ConnectClient bound(ConnectClient client) {
        Waiting.Deadline end = deadline;
        return end == null ? client : client.within(end.remaining());
    }

    /** Sends a write, which is never interrupted: it might be done later all the same. */
    public <T> T uninterrupted(Supplier<T> write) {
        InterruptibleSection current = InterruptibleSection.innermost();
        return current == null ? write.get() : current.uninterrupted(write);
    }
}
