package io.connectmigrator.migration.internal.work;

import io.connectmigrator.report.Problem;
import io.connectmigrator.report.internal.StepFailedException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work of the current thread that can be broken off, for a reason, by interrupting it; not while it sends a write, whose
 * outcome would be unknown. An executor may run another section on a thread that waits: then the inner one alone can be interrupted
 * until it has ended.
 */
public final class InterruptibleSection {

    private final Thread worker = Thread.currentThread();
    private @Nullable Problem reason;
    private boolean writing;
    private boolean hasInner;
    private boolean over;

    /** Interrupts the work, unless that has been done, or the work is over; a write is awaited first. */
    public synchronized void breakOff(Problem why) {
        if (over || reason != null) {
            return;
        }
        reason = why;
        interruptIfBrokenOff();
    }

    private void interruptIfBrokenOff() {
        if (reason != null && !writing && !hasInner) {
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

    /** Says whether its thread is in another section now, which it began while it waited. */
    synchronized void hasInner(boolean has) {
        hasInner = has;
        interruptIfBrokenOff();
    }

    /**
     * Does a part of the work that must not be interrupted.
     *
     * @throws StepFailedException if the work was broken off before it
     */
    <T> T uninterrupted(Supplier<T> write) {
        beginWrite();
        try {
            return write.get();
        } finally {
            endWrite();
        }
    }

    private synchronized void beginWrite() {
        if (reason != null) {
            throw new StepFailedException(reason);
        }
        writing = true;
    }

    /** What comes after the write and waits is broken off at once. */
    private synchronized void endWrite() {
        writing = false;
        interruptIfBrokenOff();
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
