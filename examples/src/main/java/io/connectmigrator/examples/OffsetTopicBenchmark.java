package io.connectmigrator.examples;

import io.connectmigrator.lab.Laboratory;
import java.time.Duration;
import java.util.Locale;

/**
 * Measures how fast Connect Migrator finds the offsets of many connectors in a big offset topic, beside a bare consumer that
 * reads the same topic to its end and does nothing with it, which nothing can be faster than. Both read it in turns, in this
 * JVM and under its heap limit. What was found is compared with what was written.
 *
 * <p>The topic is written in big batches without compression. Workers write small ones, which take any reader longer.
 */
public final class OffsetTopicBenchmark {

    private final OffsetHistory history;
    private final BareReading bare;
    private final MigratorReading migrator;
    private final Spread bareTimes = new Spread();
    private final Spread migratorTimes = new Spread();
    private final Spread secondTimes = new Spread();
    private boolean foundAll = true;

    private OffsetTopicBenchmark(String bootstrapServers, OffsetHistory history) {
        this.history = history;
        this.bare = new BareReading(bootstrapServers, history);
        this.migrator = new MigratorReading(bootstrapServers, history);
    }

    /**
     * Measures and prints. The system properties {@code benchmark.rounds}, 7 by default, and {@code benchmark.records},
     * 5,000,000 by default, say how often and how much. Ends with 1 if any offset was not found as it was written.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        OffsetHistory history = new OffsetHistory("offsets", Integer.getInteger("benchmark.records", 5_000_000));
        int rounds = Integer.getInteger("benchmark.rounds", 7);
        boolean foundAll;
        try (Laboratory lab = laboratory()) {
            System.out.println("Starting a Kafka broker and writing " + history + " …");
            history.write(lab.kafka());
            OffsetTopicBenchmark benchmark =
                    new OffsetTopicBenchmark(lab.kafka().bootstrapServers(), history);
            System.out.println("A round to warm up, then " + rounds + " …");
            benchmark.warmUp();
            benchmark.measure(rounds);
            benchmark.print();
            foundAll = benchmark.foundAll;
        }
        System.exit(foundAll ? 0 : 1);
    }

    private static Laboratory laboratory() {
        return Laboratory.open(System.out::println);
    }

    private void warmUp() {
        bare.read();
        foundAll &= migrator.read().foundAll();
    }

    /** The order changes from round to round. */
    private void measure(int rounds) {
        for (int round = 1; round <= rounds; round++) {
            if (round % 2 == 0) {
                readBare();
                readAsMigrator();
            } else {
                readAsMigrator();
                readBare();
            }
        }
    }

    private void readBare() {
        Duration time = bare.read();
        bareTimes.add(time);
        System.out.println("  bare consumer: " + time.toMillis() + " ms");
    }

    private void readAsMigrator() {
        MigratorReading.Result result = migrator.read();
        migratorTimes.add(result.first());
        secondTimes.add(result.second());
        foundAll &= result.foundAll();
        System.out.println("  Connect Migrator: " + result.first().toMillis() + " ms, and "
                + result.second().toMillis() + " ms for the second listing");
    }

    private void print() {
        System.out.println();
        System.out.println("Heap limit: " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB");
        System.out.println(line("bare consumer", bareTimes));
        System.out.println(line("Connect Migrator", migratorTimes));
        System.out.println();
        System.out.println("Connect Migrator read the topic at " + ratio() + " times the speed of the bare consumer.");
        System.out.println("Listing the offsets of all " + history.connectors().size() + " connectors once more took "
                + secondTimes.median() + " ms.");
        System.out.println(foundAll ? "Every offset was found as it was written." : "NOT every offset was found.");
    }

    private String line(String name, Spread times) {
        long recordsPerSecond = history.records() * 1_000L / times.median();
        return String.format(
                Locale.ROOT,
                "%-18s%,12d records/s%9d ms median%9d ms min%9d ms max",
                name,
                recordsPerSecond,
                times.median(),
                times.min(),
                times.max());
    }

    private String ratio() {
        return String.format(Locale.ROOT, "%.2f", (double) bareTimes.median() / migratorTimes.median());
    }
}
