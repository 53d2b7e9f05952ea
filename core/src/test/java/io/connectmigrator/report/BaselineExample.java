package io.connectmigrator.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A sink that was faster before its move than after it. */
final class BaselineExample {

    static final Instant START = Instant.parse("2026-11-20T10:15:30Z");

    private BaselineExample() {}

    /** {@return what was measured of both sides} */
    static Baseline complete() {
        return new Baseline(
                Duration.ofMinutes(1),
                new Measured(
                        List.of(
                                sample(0, "RUNNING", "a:8083", null, 100L, 7L),
                                sample(60, "RUNNING", "a:8083", null, 40L, 7L)),
                        List.of(partition(0, true, 20.0, 30L), partition(1, false, 0.0, 10L)),
                        null),
                new Measured(
                        List.of(
                                sample(300, "RUNNING", "b:8083", null, 1_040L, 7L),
                                sample(360, "FAILED", "c:8083", "<b>no</b> | topic {\"p\":1}", 1_220L, 10L)),
                        List.of(partition(0, true, null, 1_200L), partition(1, false, 0.0, 20L)),
                        null));
    }

    /** {@return what is left after the process that had measured the source has died} */
    static Baseline afterProcessDied() {
        BaselineSample unread = new BaselineSample(
                START, null, null, null, List.of(), null, null, null, List.of("its status: no {\"p\":1} | answer"));
        return new Baseline(
                Duration.ofMinutes(1),
                Measured.missing("an earlier call had begun to stop the source"),
                new Measured(List.of(unread, unread), List.of(), null));
    }

    private static BaselineSample sample(
            long second, String state, String worker, @Nullable String cause, long lag, long deadLetters) {
        return new BaselineSample(
                START.plusSeconds(second),
                "RUNNING",
                "a:8083",
                null,
                List.of(
                        new BaselineSample.Task(0, state, worker, cause),
                        new BaselineSample.Task(1, "RUNNING", "a:8083", null)),
                2,
                lag,
                deadLetters,
                List.of());
    }

    private static Measured.Partition partition(long number, boolean moved, @Nullable Double perSecond, long lag) {
        return new Measured.Partition(
                Map.of("kafka_topic", "orders", "kafka_partition", number), moved, perSecond, lag);
    }

    /** {@return a report of one connector with a baseline} */
    static MigrationReport report(@Nullable Baseline baseline) {
        return report(List.of(), baseline);
    }

    /** {@return a report of one connector with what was found about its schemas, and a baseline} */
    static MigrationReport report(List<SchemaComparison> schemas, @Nullable Baseline baseline) {
        ConnectorReport connector = ReportedConnector.named("orders")
                .to("orders-eu", "europe")
                .offsetsMoved(2)
                .schemas(schemas)
                .baseline(baseline)
                .report();
        return new MigrationReport(START, Duration.ofSeconds(1), List.of(connector));
    }
}
