package io.connectmigrator.migration.internal.work;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How soon the changes that are waited for have come, each kind on each cluster, so that a cluster which takes its time is not asked in
 * vain. Thread-safe.
 */
public final class ChangeDurations {

    private final Map<String, SoonestDuration> byKind = new ConcurrentHashMap<>();

    /**
     * {@return the looks at a change, which was asked for just now}
     *
     * @param kind what changes, and on which cluster; empty for what has not been waited for before
     */
    public Polling polling(Optional<String> kind, long nanoTime) {
        return new Polling(
                kind.map(known -> byKind.computeIfAbsent(known, first -> new SoonestDuration()))
                        .orElseGet(SoonestDuration::new),
                nanoTime);
    }

    /**
     * The soonest that a change may be expected. It follows a cluster that becomes slower by a quarter of the difference, and one that
     * becomes faster at once.
     */
    static final class SoonestDuration {

        private static final double FOLLOWS_BY = 0.25;
        private static final double SOONER = 0.7;

        private double nanos;
        private boolean isKnown;

        synchronized Duration get() {
            return Duration.ofNanos((long) nanos);
        }

        /** The change came between two looks. */
        synchronized void seen(long notYet, long there) {
            double middle = (notYet + there) / 2.0;
            nanos = isKnown && middle > nanos ? nanos + (middle - nanos) * FOLLOWS_BY : middle;
            isKnown = true;
        }

        /** The change was there at the first look, and may have been so for long. */
        synchronized void seenAtOnce() {
            nanos *= SOONER;
            isKnown = true;
        }
    }
}
