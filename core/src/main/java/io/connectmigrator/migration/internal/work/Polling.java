package io.connectmigrator.migration.internal.work;

import java.time.Duration;

/**
 * The looks at one change that is waited for: the first when it may be expected at the soonest, and then ever further apart, in
 * proportion to the time that has passed, so that it is seen an eighth too late at most. Belongs to one thread at a time.
 */
public final class Polling {

    private static final Duration SHORTEST = Duration.ofMillis(5);
    private static final Duration LONGEST = Duration.ofMillis(250);

    /** A cluster may be faster than it ever was, and nothing is known of that before the first look. */
    private static final Duration LONGEST_BEFORE_FIRST = Duration.ofMillis(200);

    private static final int PARTS = 8;

    private final ChangeDurations.SoonestDuration expected;
    private final long start;
    private long lastLook;
    private boolean hasLooked;

    Polling(ChangeDurations.SoonestDuration expected, long nanoTime) {
        this.expected = expected;
        this.start = nanoTime;
        this.lastLook = nanoTime;
    }

    /** {@return the pause before the first look, zero if it is not worth one} */
    public Duration beforeFirst() {
        Duration soonest = expected.get();
        if (soonest.compareTo(SHORTEST) < 0) {
            return Duration.ZERO;
        }
        return soonest.compareTo(LONGEST_BEFORE_FIRST) < 0 ? soonest : LONGEST_BEFORE_FIRST;
    }

    /** {@return the pause after a look that did not show the change} */
    public Duration next(long nanoTime) {
        hasLooked = true;
        lastLook = nanoTime;
        Duration pause = Duration.ofNanos((nanoTime - start) / PARTS);
        if (pause.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }

    /** Notes that a look has shown the change. */
    public void seen(long nanoTime) {
        if (hasLooked) {
            expected.seen(lastLook - start, nanoTime - start);
        } else {
            expected.seenAtOnce();
        }
    }
}
