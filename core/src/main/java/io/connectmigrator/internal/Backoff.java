package io.connectmigrator.internal;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses that grow from one to the next. Each sequence belongs to one thread. */
public final class Backoff {

    private static final double FACTOR = 1.5;

    private final Duration cap;
    private final boolean jitter;
    private Duration next;

    private Backoff(Duration first, Duration cap, boolean jitter) {
        this.next = first;
        this.cap = cap;
        this.jitter = jitter;
    }

    /** {@return 10 ms and then half as much again each time, up to 250 ms: for watching something change} */
    public static Backoff polling() {
        return between(Duration.ofMillis(10), Duration.ofMillis(250));
    }

    /** {@return pauses that start with {@code first} and grow by half up to {@code cap}} */
    public static Backoff between(Duration first, Duration cap) {
        return new Backoff(first, cap, false);
    }

    /** {@return the same pauses, each shortened by up to a half at random, so that many who wait do not come at once} */
    public Backoff withJitter() {
        return new Backoff(next, cap, true);
    }

    /** {@return the pause to make now; the one after it is longer} */
    public Duration next() {
        Duration pause = next;
        next = min(Duration.ofNanos((long) (pause.toNanos() * FACTOR)), cap);
        return jitter
                ? Duration.ofNanos(
                        (long) (pause.toNanos() * ThreadLocalRandom.current().nextDouble(0.5, 1)))
                : pause;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
