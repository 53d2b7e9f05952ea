package io.connectmigrator.examples;

import java.time.Duration;
import java.util.Locale;

/** What was measured of one way to bring connectors to rest while others stay on their cluster. */
final class QuiesceSeries {

    private final String name;
    private final Spread quiesce = new Spread();
    private final Spread downtime = new Spread();
    private final Spread silence = new Spread();
    private long rebalances;
    private long started;
    private int exactlyOnce;

    QuiesceSeries(String name) {
        this.name = name;
    }

    /**
     * One move.
     *
     * @param quiesce how long it took until the source was at rest
     * @param downtime how long it took until the target ran
     * @param silence the longest silence of a connector that stays
     * @param rebalances how often the workers rebalanced
     * @param started how many tasks of connectors that stay were started again
     * @param exactlyOnce whether each record of the connector that moves was there once
     */
    record Move(
            Duration quiesce,
            Duration downtime,
            Duration silence,
            long rebalances,
            long started,
            boolean exactlyOnce) {}

    void add(Move move) {
        quiesce.add(move.quiesce());
        downtime.add(move.downtime());
        silence.add(move.silence());
        rebalances += move.rebalances();
        started += move.started();
        exactlyOnce += move.exactlyOnce() ? 1 : 0;
        System.out.println("  " + name + ": at rest after " + move.quiesce().toMillis() + " ms, down "
                + move.downtime().toMillis() + " ms, silence of others "
                + move.silence().toMillis() + " ms, " + move.rebalances() + " rebalances");
    }

    static String header() {
        return columns("", "at rest", "down", "min", "max", "silence", "max", "rebalances", "restarts", "exactly once");
    }

    /** {@return the medians as a line under the header} */
    @Override
    public String toString() {
        int moves = downtime.size();
        return columns(
                name,
                quiesce.median() + " ms",
                downtime.median() + " ms",
                downtime.min() + " ms",
                downtime.max() + " ms",
                silence.median() + " ms",
                silence.max() + " ms",
                String.format(Locale.ROOT, "%.1f", (double) rebalances / moves),
                started,
                exactlyOnce + " of " + moves);
    }

    private static String columns(Object... columns) {
        return String.format(Locale.ROOT, "%-46s%10s%10s%10s%10s%10s%10s%12s%10s%14s", columns);
    }
}
