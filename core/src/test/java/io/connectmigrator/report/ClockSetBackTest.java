package io.connectmigrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.StepReport.Direction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A clock may be set back in the middle of a migration, and another host, which goes on with it, may have a clock behind. */
class ClockSetBackTest {

    private static final Instant START = ExampleFleet.START;
    private static final Pattern NEGATIVE =
            Pattern.compile("[-\u2212]\u2009?[0-9]+ (ms|s|min|h)\\b|Ms\":-| (x|width)=\"-");

    static Stream<Duration> wrong() {
        return Stream.of(
                Duration.ofNanos(-1),
                Duration.ofMillis(-5),
                Duration.ofHours(-3),
                Duration.ofSeconds(Long.MIN_VALUE),
                Duration.ofSeconds(Long.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void a_report_can_be_written_and_has_no_negative_duration(Duration duration) {
        MigrationReport report =
                new MigrationReport(START, duration, List.of(connector(duration), connector(Duration.ofMillis(7))));

        assertThat(List.of(report.toString(), report.toMarkdown(), report.toJson(), report.toHtml()))
                .allSatisfy(text -> assertThat(text).doesNotContainPattern(NEGATIVE));
    }

    @Test
    void a_negative_duration_counts_as_none() {
        MigrationReport report =
                new MigrationReport(START, Duration.ofMillis(-2), List.of(connector(Duration.ofMillis(-5))));

        assertThat(report.took()).isZero();
        assertThat(report.connectors().get(0).downtime()).isZero();
        assertThat(report.connectors().get(0).steps().get(0).took()).isZero();
        assertThat(report.totals().downtimes())
                .isEqualTo(new Downtimes(1, Duration.ZERO, Duration.ZERO, Duration.ZERO));
    }

    @Test
    void the_report_of_one_connector_says_when_a_step_began_before_the_call() {
        StepReport early = new StepReport(
                MigrationStep.QUIESCE, Direction.FORWARD, true, START.minusSeconds(3_600), Duration.ofMillis(84));
        MigrationReport report =
                new MigrationReport(START, Duration.ofMillis(90), List.of(connector(Duration.ofMillis(90), early)));

        assertThat(report.toHtml()).contains("<td>before the call</td><td>84 ms</td>");
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void an_event_tells_of_no_negative_duration(Duration duration) {
        MigrationTotals totals = new MigrationTotals(1, Map.of("MOVED", 1), 0, 0, 0, null);

        assertThat(List.of(
                        new MigrationEvent.StepEnded(
                                START,
                                "run",
                                "orders",
                                "orders",
                                Map.of(),
                                MigrationStep.RESUME,
                                Direction.FORWARD,
                                duration,
                                1,
                                null),
                        new MigrationEvent.ConnectorEnded(
                                START, "run", "orders", "orders", Map.of(), new Moved(true), duration, List.of()),
                        new MigrationEvent.RunEnded(START, "run", duration, true, totals, List.of())))
                .allSatisfy(event -> assertThat(event.toString()).doesNotContainPattern(NEGATIVE));
    }

    private static ConnectorReport connector(Duration duration) {
        return connector(
                duration,
                new StepReport(MigrationStep.QUIESCE, Direction.FORWARD, true, START.minusSeconds(3_600), duration),
                new StepReport(MigrationStep.RESUME, Direction.FORWARD, true, START.minusMillis(5), duration));
    }

    private static ConnectorReport connector(Duration downtime, StepReport... steps) {
        return ReportedConnector.named("orders")
                .steps(List.of(steps))
                .down(downtime, downtime)
                .offsetsMoved(1)
                .report();
    }
}
