package io.connectmigrator.migration;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Work of the current thread that others can break off, for a reason, by interrupting it. */
final class Breakable {

    private final Thread worker = Thread.currentThread();
    private @Nullable Problem reason;
    private boolean over;

    /** Interrupts the work, unless that has been done, or the work is over. */
    synchronized void breakOff(Problem why) {
        if (!over && reason == null) {
            reason = why;
            worker.interrupt();
        }
    }

    /**
     * Does the work.
     *
     * @throws StepFailedException if it was broken off, with the reason
     */
    <T> T perform(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            Problem why = reason();
            throw why == null ? e : new StepFailedException(why);
        } finally {
            end();
        }
    }

    private synchronized @Nullable Problem reason() {
        return reason;
    }

    /** From now on nothing interrupts; the interrupt of a reason that has come is taken away. */
    private synchronized void end() {
        over = true;
        if (reason != null) {
            Thread.interrupted();
        }
    }
}
