package io.connectmigrator.examples;

import io.connectmigrator.lab.SequenceTally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What was measured of one way to move a connector. */
final class Series {

    private final String name;
    private final Spread downtime = new Spread();
    private final List<MoveTrace> traces = new ArrayList<>();
    private int exactlyOnce;

    Series(String name) {
        this.name = name;
    }

    void add(Duration down, SequenceTally tally, MoveTrace trace) {
        downtime.add(down);
        traces.add(trace);
        exactlyOnce += tally.exactlyOnce() ? 1 : 0;
    }

    boolean isEmpty() {
        return downtime.size() == 0;
    }

    /** {@return the move whose downtime is nearest to the median} */
    MoveTrace median() {
        return traces.stream()
                .min(Comparator.comparing(trace -> Math.abs(trace.downtime().toMillis() - downtime.median())))
                .orElseThrow();
    }

    /** {@return how many times as long as the other the connectors were down, by the medians} */
    String ratioTo(Series other) {
        return String.format(Locale.ROOT, "%.1f", (double) downtime.median() / other.downtime.median());
    }

    static String header() {
        return columns("downtime", "median", "min", "max", "exactly once");
    }

    /** {@return the series as a line under the header} */
    @Override
    public String toString() {
        return columns(
                name,
                downtime.median() + " ms",
                downtime.min() + " ms",
                downtime.max() + " ms",
                exactlyOnce + " of " + downtime.size());
    }

    private static String columns(Object... columns) {
        return String.format(Locale.ROOT, "%-18s%12s%12s%12s%16s", columns);
    }
}
