package io.connectmigrator.lab;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition with a time limit. */
final class Deadline {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Duration allowed;
    private final long end;

    private Deadline(Duration allowed) {
        this.allowed = allowed;
        this.end = System.nanoTime() + allowed.toNanos();
    }

    static Deadline in(Duration allowed) {
        return new Deadline(allowed);
    }

    /** Waits; after the time limit, throws an exception that names what was awaited. */
    void until(BooleanSupplier happened, Supplier<String> awaited) {
        while (!happened.getAsBoolean()) {
            if (passed()) {
                throw new LaboratoryException("after " + allowed.toSeconds() + " s still not: " + awaited.get());
            }
            pause();
        }
    }

    boolean passed() {
        return System.nanoTime() - end > 0;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaboratoryException("interrupted while waiting", e);
        }
    }
}
