package io.connectmigrator.migration.internal.work;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.internal.Waiting;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What bounds the requests of the step of a connector that is under way: they end with the step, and those that change something
 * are not interrupted, since a write that was interrupted may be done later. Moves that are made together share it, and make one step at
 * a time. Thread-safe.
 */
public final class StepBounds {

    private final Map<Thread, InterruptibleSection> innermost = new ConcurrentHashMap<>();
    private volatile Waiting.@Nullable Deadline deadline;

    /** From now on requests end by then. */
    public void limit(Waiting.Deadline newDeadline) {
        deadline = newDeadline;
    }

    /** Does the work, in which reads and the caller's code can be interrupted. */
    public <T> T in(InterruptibleSection section, Supplier<T> work) {
        Thread thread = Thread.currentThread();
        InterruptibleSection outer = innermost.put(thread, section);
        if (outer != null) {
            outer.hasInner(true);
        }
        try {
            return section.perform(work);
        } finally {
            if (outer == null) {
                innermost.remove(thread);
            } else {
                innermost.put(thread, outer);
                outer.hasInner(false);
            }
        }
    }

    /** {@return the client, whose calls end with the step; as it is before the first step} */
    public ConnectClient bound(ConnectClient client) {
        Waiting.Deadline end = deadline;
        return end == null ? client : client.within(end.remaining());
    }

    /** Sends a write, which is never interrupted: it might be done later all the same. */
    public <T> T uninterrupted(Supplier<T> write) {
        InterruptibleSection current = innermost.get(Thread.currentThread());
        return current == null ? write.get() : current.uninterrupted(write);
    }
}
