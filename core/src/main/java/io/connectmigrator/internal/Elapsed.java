package io.connectmigrator.internal;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Durations between two readings of a wall clock. The clock may have been set in between, or the readings are of two hosts: the
 * difference can be negative, or too long for a {@code long} of nanoseconds.
 */
public final class Elapsed {

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private Elapsed() {}

    /** {@return the duration, limited to between zero and 292 years} */
    public static Duration of(Duration measured) {
        if (measured.isNegative()) {
            return Duration.ZERO;
        }
        return measured.compareTo(LONGEST) > 0 ? LONGEST : measured;
    }

    /** {@return the same for a duration that may be null} */
    public static @Nullable Duration ofNullable(@Nullable Duration measured) {
        return measured == null ? null : of(measured);
    }

    /** {@return the time from one moment to another} */
    public static Duration between(Instant start, Instant end) {
        return of(Duration.between(start, end));
    }
}
