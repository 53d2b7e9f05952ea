package io.connectmigrator.internal;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;

/** Input and output that an interrupt of the thread does not break. A channel of a file closes itself when one comes. */
public final class Uninterrupted {

    private Uninterrupted() {}

    /** Work on files that can be begun again when it was broken off. */
    @FunctionalInterface
    public interface Work<T> {

        T perform() throws IOException;
    }

    /** {@return the result of the work} If the thread was or is interrupted, it is marked as interrupted afterwards. */
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
