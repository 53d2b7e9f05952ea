package io.connectmigrator.examples;

import java.time.Duration;
import java.util.Locale;

/** What was measured of reading one offset topic, with Connect Migrator and with a bare consumer in turns. */
final class TopicSeries {

    private final OffsetHistory history;
    private final BareReading bare;
    private final MigratorReading migrator;
    private final Spread bareTimes = new Spread();
    private final Spread scanTimes = new Spread();
    private final Spread firstTimes = new Spread();
    private final Spread secondTimes = new Spread();
    private long held;
    private boolean foundAll = true;

    private TopicSeries(String bootstrapServers, OffsetHistory history) {
        this.history = history;
        this.bare = new BareReading(bootstrapServers, history);
        this.migrator = new MigratorReading(bootstrapServers, history);
    }

    /** Reads the topic once to warm up and then this many times, in another order from round to round. */
    static TopicSeries measure(String bootstrapServers, OffsetHistory history, int rounds) {
        TopicSeries series = new TopicSeries(bootstrapServers, history);
        series.bare.read();
        series.foundAll &= series.migrator.read().foundAll();
        for (int round = 1; round <= rounds; round++) {
            if (round % 2 == 0) {
                series.readBare();
                series.readAsMigrator();
            } else {
                series.readAsMigrator();
                series.readBare();
            }
        }
        return series;
    }

    private void readBare() {
        Duration time = bare.read();
        bareTimes.add(time);
        System.out.println("  bare consumer: " + time.toMillis() + " ms");
    }

    private void readAsMigrator() {
        MigratorReading.Result result = migrator.read();
        scanTimes.add(result.scan());
        firstTimes.add(result.first());
        secondTimes.add(result.second());
        held = Math.max(held, result.held());
        foundAll &= result.foundAll();
        System.out.println("  Connect Migrator: " + result.scan().toMillis() + " ms, "
                + result.first().toMillis() + " ms with listing all offsets, and "
                + result.second().toMillis() + " ms for listing them again");
    }

    boolean foundAll() {
        return foundAll;
    }

    /** {@return the table, and what follows from it} */
    @Override
    public String toString() {
        return String.join(
                System.lineSeparator(),
                line("bare consumer", bareTimes),
                line("Connect Migrator", scanTimes),
                line("with every listing", firstTimes),
                "",
                "Connect Migrator read the topic at " + ratio(scanTimes) + " times the speed of the bare consumer, "
                        + ratio(firstTimes) + " times with listing the offsets of all "
                        + history.moving().size() + " connectors.",
                "Listing them all once more took " + secondTimes.median() + " ms.",
                "Of " + history.movingKeys() + " keys that are followed memory held " + (held >> 20) + " MiB, "
                        + held / history.movingKeys() + " bytes a key.",
                foundAll ? "Every offset was found as it was written." : "NOT every offset was found.");
    }

    private String line(String name, Spread times) {
        long recordsPerSecond = history.records() * 1_000L / times.median();
        return String.format(
                Locale.ROOT,
                "%-20s%,12d records/s%9d ms median%9d ms min%9d ms max",
                name,
                recordsPerSecond,
                times.median(),
                times.min(),
                times.max());
    }

    private String ratio(Spread times) {
        return String.format(Locale.ROOT, "%.2f", (double) bareTimes.median() / times.median());
    }
}
