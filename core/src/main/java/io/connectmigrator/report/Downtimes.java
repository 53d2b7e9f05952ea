package io.connectmigrator.report;

import io.connectmigrator.internal.DurationText;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The downtimes of the connectors of a report.
 *
 * @param connectors how many of them were down
 * @param median the median; between the two in the middle if their number is even
 * @param p95 the 95th percentile, by nearest rank
 * @param max the longest
 */
public record Downtimes(int connectors, Duration median, Duration p95, Duration max) {

    static @Nullable Downtimes of(List<Duration> downtimes) {
        if (downtimes.isEmpty()) {
            return null;
        }
        List<Duration> sorted = downtimes.stream().sorted().toList();
        int size = sorted.size();
        Duration median = sorted.get((size - 1) / 2).plus(sorted.get(size / 2)).dividedBy(2);
        // The nearest rank, rounded up in whole numbers.
        int p95 = (size * 95 + 99) / 100;
        return new Downtimes(size, median, sorted.get(p95 - 1), sorted.get(size - 1));
    }

    /** {@return the downtimes on one line} */
    @Override
    public String toString() {
        return "median " + DurationText.of(median) + ", p95 " + DurationText.of(p95) + ", max " + DurationText.of(max);
    }
}
