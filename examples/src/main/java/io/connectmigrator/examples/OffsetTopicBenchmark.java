package io.connectmigrator.examples;

import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.Laboratory;
import java.util.List;

/**
 * Measures how fast Connect Migrator finds the offsets of many connectors in a big offset topic, beside a bare consumer that
 * reads the same topic to its end and does nothing with it. Both read it in turns, in this JVM and under its heap limit. What
 * was found is compared with what was written. In one topic few keys were committed again and again, all of connectors that
 * move; in the other there are many, and only a third of them are of connectors that move.
 *
 * <p>The topics are written in big batches without compression. Workers write small ones, which take any reader longer.
 */
public final class OffsetTopicBenchmark {

    private OffsetTopicBenchmark() {}

    /**
     * Measures and prints. The system properties {@code benchmark.rounds}, 7 by default, and {@code benchmark.records},
     * 5,000,000 by default, say how often and how much. Ends with 1 if any offset was not found as it was written.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        int records = Integer.getInteger("benchmark.records", 5_000_000);
        int rounds = Integer.getInteger("benchmark.rounds", 7);
        boolean foundAll = true;
        try (Laboratory lab = laboratory()) {
            System.out.println("Starting a Kafka broker …");
            for (OffsetHistory history : List.of(OffsetHistory.ofFewKeys(records), OffsetHistory.ofManyKeys(records))) {
                foundAll &= measure(lab.kafka(), history, rounds);
            }
        }
        System.exit(foundAll ? 0 : 1);
    }

    private static Laboratory laboratory() {
        return Laboratory.open(System.out::println);
    }

    private static boolean measure(Broker kafka, OffsetHistory history, int rounds) {
        System.out.println("Writing " + history + " …");
        history.write(kafka);
        System.out.println("A round to warm up, then " + rounds + " …");
        TopicSeries series = TopicSeries.measure(kafka.bootstrapServers(), history, rounds);
        System.out.println();
        System.out.println("Heap limit: " + Heap.limitMebibytes() + " MiB; " + history);
        System.out.println(series);
        System.out.println();
        return series.foundAll();
    }
}
