package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.migration.MigrationOutcome.Moved;
import io.connectmigrator.migration.MigrationOutcome.Undone;
import io.connectmigrator.migration.StepReport.Direction;
import io.connectmigrator.migration.TransportChoice.Via;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MigrationReportTest {

    private static final ConnectorReport MOVED = new ConnectorReport(
            "orders",
            "legacy",
            "orders-eu",
            "europe",
            new Moved(true),
            List.of(
                    new StepReport(MigrationStep.QUIESCE, Direction.FORTH, true, Duration.ofMillis(84)),
                    new StepReport(MigrationStep.RESUME, Direction.FORTH, true, Duration.ofMillis(1_234))),
            Duration.ofMillis(1_400),
            12,
            new TransportChoice(Via.GIVEN, "topic old", "it shows every byte"),
            new TransportChoice(Via.REST, "REST", "it stores every offset in the bytes that it had"),
            List.of());

    private static final ConnectorReport UNDONE = new ConnectorReport(
            "stock",
            "legacy",
            "stock",
            "europe",
            new Undone(MigrationStep.WRITE),
            List.of(
                    new StepReport(MigrationStep.WRITE, Direction.FORTH, false, Duration.ofMillis(5)),
                    new StepReport(MigrationStep.QUIESCE, Direction.BACK, true, Duration.ofMillis(7))),
            null,
            0,
            new TransportChoice(Via.REST, "REST", "there is no other"),
            null,
            List.of(Problem.error(ProblemCode.REQUEST_FAILED, "the target said no", "Ask it why")));

    private static final Instant START = Instant.parse("2026-11-20T10:15:30Z");

    @Test
    void its_text_has_the_verdict_first_and_then_a_table_and_then_the_problems() {
        MigrationReport report = new MigrationReport(START, Duration.ofMillis(2_345), List.of(MOVED, UNDONE));

        assertThat(report.toString().lines().toList())
                .containsExactly(
                        "NOT SUCCEEDED: 1 moved, 1 undone of 2, 1 error, 0 warnings, in 2345 ms",
                        "connector            from    to      outcome  offsets  through            downtime  steps",
                        "orders -> orders-eu  legacy  europe  moved    12       topic old -> REST  1400 ms   quiesce 84 ms, resume 1234 ms",
                        "stock                legacy  europe  undone   0        REST -> -          -         write 5 ms, failed, undo quiesce 7 ms",
                        "orders was read through topic old, since it shows every byte",
                        "ERROR REQUEST_FAILED: the target said no. Ask it why");
    }

    @Test
    void its_json_has_every_part() {
        MigrationReport report = new MigrationReport(START, Duration.ofMillis(2_345), List.of(UNDONE));

        assertThat(report.toJson()).isEqualTo("""
                {"succeeded":false,"startedAt":"2026-11-20T10:15:30Z","tookMs":2345,"connectors":[\
                {"connector":"stock","from":"legacy","target":"stock","to":"europe","outcome":"undone",\
                "succeeded":false,"downtimeMs":null,"offsetsMoved":0,\
                "readWith":{"via":"REST","transport":"REST","reason":"there is no other"},"writtenWith":null,"steps":[\
                {"step":"write","undone":false,"succeeded":false,"tookMs":5},\
                {"step":"quiesce","undone":true,"succeeded":true,"tookMs":7}],"problems":[\
                {"code":"REQUEST_FAILED","severity":"ERROR","message":"the target said no","remedy":"Ask it why"}]}],"planProblems":[]}""");
    }

    @Test
    void it_succeeded_if_every_connector_did() {
        assertThat(new MigrationReport(START, Duration.ZERO, List.of(MOVED)).succeeded())
                .isTrue();
        assertThat(new MigrationReport(START, Duration.ZERO, List.of(MOVED, UNDONE)).succeeded())
                .isFalse();
    }

    @Test
    void it_did_not_succeed_if_something_is_wrong_with_the_plan_as_a_whole() {
        Problem problem = Problem.error(ProblemCode.NOTHING_MATCHES, "nothing matches", "Look at the condition");
        MigrationReport report = new MigrationReport(START, Duration.ZERO, List.of(), List.of(problem));

        assertThat(report.succeeded()).isFalse();
        assertThat(report.problems()).containsExactly(problem);
        assertThat(report.toString()).startsWith("NOT SUCCEEDED").contains("nothing matches");
        assertThat(report.toJson()).contains("\"planProblems\":[{\"code\":\"NOTHING_MATCHES\"");
    }

    @Test
    void a_problem_of_several_connectors_is_told_once() {
        MigrationReport report = new MigrationReport(START, Duration.ZERO, List.of(UNDONE, UNDONE), UNDONE.problems());

        assertThat(report.problems()).hasSize(1);
    }
}
