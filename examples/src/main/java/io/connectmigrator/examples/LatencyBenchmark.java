package io.connectmigrator.examples;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.wire.InstantWorker;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.report.MigrationReport;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * Moves many connectors between simulated workers that take their time for each answer, as those of another continent do, and
 * compares how long that took with what the concurrency and the latency allow at best: all the requests that were sent, one
 * after the other for each connector, with as many connectors at once as the concurrency allows.
 */
public final class LatencyBenchmark {

    private static final Duration LATENCY = Duration.ofMillis(200);
    private static final int CONNECTORS = 1_000;
    private static final int AT_ONCE = 50;

    private LatencyBenchmark() {}

    /**
     * Measures and prints.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        try (InstantWorker legacy = new InstantWorker(LATENCY);
                InstantWorker europe = new InstantWorker(LATENCY)) {
            for (int i = 0; i < CONNECTORS; i++) {
                legacy.run("connector-" + i, Map.of());
            }
            measure(ConnectClient.of(legacy.url()), ConnectClient.of(europe.url()));
        }
    }

    private static void measure(ConnectClient source, ConnectClient target) {
        MigrationPlan plan = MigrationPlan.builder()
                .from(source)
                .to(target)
                .connectorsMatching(connector -> true)
                .build();
        MigrationReport report = Migrator.builder()
                .concurrency(AT_ONCE)
                .settlingTime(Duration.ZERO)
                .build()
                .migrate(plan);
        if (!report.succeeded()) {
            throw new IllegalStateException(report.toString());
        }
        long requests =
                source.requestCounts().requests() + target.requestCounts().requests();
        Duration bound = LATENCY.multipliedBy(requests).dividedBy(AT_ONCE);
        System.out.println(report.connectors().size() + " connectors, " + AT_ONCE + " at once, "
                + LATENCY.toMillis() + " ms for each of " + requests + " answers: " + seconds(report.took())
                + ", where " + seconds(bound) + " would be the least: "
                + String.format(Locale.ROOT, "%.2f", (double) report.took().toMillis() / bound.toMillis())
                + " times as long.");
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
