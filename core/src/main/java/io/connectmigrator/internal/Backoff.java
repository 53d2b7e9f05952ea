package io.connectmigrator.internal;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Pauses that grow by half from one to the next. Each sequence belongs to one thread. */
public final class Backoff {

    private static final double FACTOR = 1.5;

    private final Duration cap;
    private final DoubleSupplier share;
    private Duration next;

    private Backoff(Duration first, Duration cap, DoubleSupplier share) {
        this.next = first;
        this.cap = cap;
        this.share = share;
    }

    /** {@return pauses from {@code first} up to {@code cap}} */
    public static Backoff between(Duration first, Duration cap) {
        return new Backoff(first, cap, () -> 1);
    }

    /**
     * {@return the same pauses, each shortened by up to a half, so that callers do not retry at the same time}
     *
     * @param random numbers from 0 to 1
     */
    public Backoff withJitter(DoubleSupplier random) {
        return new Backoff(next, cap, () -> 0.5 + random.getAsDouble() / 2);
    }

    /** {@return the pause to make now; the one after it is longer} */
    public Duration next() {
        Duration pause = next;
        next = min(Duration.ofNanos((long) (pause.toNanos() * FACTOR)), cap);
        return Duration.ofNanos((long) (pause.toNanos() * share.getAsDouble()));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
