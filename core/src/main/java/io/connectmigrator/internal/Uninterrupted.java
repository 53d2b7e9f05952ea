package io.connectmigrator.internal;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;

/** File operations that an interrupt of the thread does not abort. An interrupt closes the channel that the thread uses. */
public final class Uninterrupted {

    private Uninterrupted() {}

    /** Work on files that can be repeated after it was aborted. */
    @FunctionalInterface
    public interface Work<T> {

        T perform() throws IOException;
    }

    /** {@return the result of the work} Afterwards the interrupt flag is set if the thread was interrupted before or meanwhile. */
    public static <T> T perform(Work<T> work) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return work.perform();
                } catch (ClosedByInterruptException | FileLockInterruptionException e) {
                    interrupted = true;
                    Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
