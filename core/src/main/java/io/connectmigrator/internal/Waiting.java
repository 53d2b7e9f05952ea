package io.connectmigrator.internal;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.error.InterruptedWaitException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** Time, pauses and randomness for code that waits. Tests replace it. */
public final class Waiting {

    /** Never reached, and short enough to add to any reading of the clock. */
    private static final long FOREVER = Long.MAX_VALUE / 4;

    private final LongSupplier ticker;
    private final Sleeper sleeper;
    private final DoubleSupplier random;

    /** Uses these instead of the time of the machine. */
    public Waiting(LongSupplier nanoTicker, Sleeper sleeper) {
        this(nanoTicker, sleeper, () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * Uses these instead of the time and the randomness of the machine.
     *
     * @param random numbers from 0 to 1, for pauses that must differ from each other
     */
    public Waiting(LongSupplier nanoTicker, Sleeper sleeper, DoubleSupplier random) {
        this.ticker = requireNonNull(nanoTicker, "nanoTicker");
        this.sleeper = requireNonNull(sleeper, "sleeper");
        this.random = requireNonNull(random, "random");
    }

    /** {@return the time of the machine} */
    public static Waiting real() {
        return new Waiting(System::nanoTime, pause -> Thread.sleep(pause.toMillis(), pause.toNanosPart() % 1_000_000));
    }

    /** Puts the current thread to sleep. */
    @FunctionalInterface
    public interface Sleeper {

        void sleep(Duration pause) throws InterruptedException;
    }

    /** {@return the reading of the clock, like {@link System#nanoTime()}: only differences have a meaning} */
    public long nanoTime() {
        return ticker.getAsLong();
    }

    /** {@return a random number from 0 to 1} */
    public double random() {
        return random.getAsDouble();
    }

    /** {@return the deadline that is this far from now} */
    public Deadline deadline(Duration fromNow) {
        return new Deadline(ticker.getAsLong() + nanos(fromNow));
    }

    /** {@return a deadline that never expires} */
    public Deadline never() {
        return new Deadline(ticker.getAsLong() + FOREVER);
    }

    /**
     * Puts the current thread to sleep.
     *
     * @throws InterruptedWaitException if the thread is interrupted; its interrupt flag is set again
     */
    public void pause(Duration pause) {
        if (pause.isZero() || pause.isNegative()) {
            return;
        }
        try {
            sleeper.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedWaitException("interrupted while waiting", e);
        }
    }

    private static long nanos(Duration duration) {
        return duration.compareTo(Duration.ofNanos(FOREVER)) > 0 ? FOREVER : duration.toNanos();
    }

    /** A moment until which to wait. */
    public final class Deadline {

        private final long at;

        private Deadline(long at) {
            this.at = at;
        }

        /** {@return whether the moment has passed} */
        public boolean expired() {
            return remaining().isZero();
        }

        /** {@return the time until then, zero if it has passed} */
        public Duration remaining() {
            return Duration.ofNanos(Math.max(0, at - ticker.getAsLong()));
        }
    }
}
