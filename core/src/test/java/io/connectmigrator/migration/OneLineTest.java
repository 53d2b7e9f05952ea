package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.event.ConsoleListener;
import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.event.MigrationEvent.Call;
import io.connectmigrator.plan.EmptyOffsets;
import io.connectmigrator.plan.ExistingOffsets;
import io.connectmigrator.plan.internal.PlannedMove;
import io.connectmigrator.report.ConnectorCheck;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.ExampleFleet;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.MigrationTotals;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.StepReport.Direction;
import io.connectmigrator.report.TransportChoice;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and messages of other systems cannot break a line, whatever characters they have. */
class OneLineTest {

    private static final Instant NOW = ExampleFleet.START;
    private static final String HOSTILE = "a\nb\r\nc\td\u000Be\u0085f\u2028g\u2029h\u001b[2Ji\u202Ej\u200Fk\u061Cl";
    private static final String PLAIN = "a b c d e f g h [2Ji j k l";
    private static final Problem PROBLEM = Problem.error(ProblemCode.UNEXPECTED, HOSTILE, HOSTILE);
    private static final Map<String, String> ATTRIBUTES = Map.of(HOSTILE, HOSTILE);

    static Stream<MigrationEvent> events() {
        MigrationTotals totals = new MigrationTotals(1, Map.of("refused", 1), 0, 1, 0, null);
        return Stream.of(
                new MigrationEvent.RunStarted(NOW, "run", Call.MIGRATE, HOSTILE, List.of(HOSTILE), List.of(HOSTILE)),
                new MigrationEvent.WaveStarted(NOW, "run", 1, List.of(HOSTILE)),
                new MigrationEvent.GateReached(NOW, "run", 1),
                new MigrationEvent.GateAnswered(NOW, "run", 1, true),
                new MigrationEvent.StepStarted(
                        NOW, "run", HOSTILE, HOSTILE, ATTRIBUTES, MigrationStep.WRITE, Direction.FORWARD),
                new MigrationEvent.StepRetried(
                        NOW, "run", HOSTILE, HOSTILE, ATTRIBUTES, MigrationStep.WRITE, Direction.FORWARD, 2, PROBLEM),
                new MigrationEvent.StepEnded(
                        NOW,
                        "run",
                        HOSTILE,
                        HOSTILE,
                        ATTRIBUTES,
                        MigrationStep.WRITE,
                        Direction.FORWARD,
                        Duration.ZERO,
                        1,
                        PROBLEM),
                new MigrationEvent.ConnectorEnded(
                        NOW, "run", HOSTILE, HOSTILE, ATTRIBUTES, new Refused(), null, List.of(PROBLEM)),
                new MigrationEvent.RunEnded(NOW, "run", Duration.ZERO, false, totals, List.of(PROBLEM)));
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_one_line(MigrationEvent event) {
        assertPlain(event.toString());
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_at_most_one_line_of_a_plain_console(MigrationEvent event) {
        ByteArrayOutputStream written = new ByteArrayOutputStream();

        ConsoleListener.plain(new PrintStream(written, true, StandardCharsets.UTF_8))
                .on(event);

        assertThat(written.toString(StandardCharsets.UTF_8).lines()).hasSizeLessThan(2);
        assertPlain(written.toString(StandardCharsets.UTF_8).stripTrailing());
    }

    @ParameterizedTest
    @ValueSource(strings = {HOSTILE, "\u200E", "\u2066x\u2069", "\u0000\u009F"})
    void a_problem_a_connector_and_a_choice_are_one_line(String hostile) {
        ConnectorReport connector = ExampleFleet.named(hostile).connectors().get(0);

        assertPlain(Problem.error(ProblemCode.UNEXPECTED, hostile, hostile).toString());
        assertPlain(connector.toString());
        assertPlain(new TransportChoice(TransportChoice.Via.CONFIGURED, hostile, hostile).toString());
        assertPlain(new PlannedMove(
                        hostile, hostile, hostile, hostile, ExistingOffsets.REFUSE, EmptyOffsets.REFUSE, Map.of())
                .toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {HOSTILE, "\u200E", "\u2066x\u2069", "\u0000\u009F"})
    void a_check_has_a_verdict_a_heading_and_a_line_for_each_connector_and_problem(String hostile) {
        ConnectorCheck connector = new ConnectorCheck(hostile, hostile, hostile, 1, hostile, hostile, List.of(PROBLEM));
        MigrationCheck check = new MigrationCheck(hostile, List.of(hostile), List.of(connector), List.of());

        assertThat(check.toString().lines()).hasSize(4).allSatisfy(OneLineTest::assertPlain);
    }

    @ParameterizedTest
    @ValueSource(strings = {HOSTILE, "\u200E", "\u2066x\u2069", "\u0000\u009F"})
    void a_report_has_a_line_for_each_connector_and_problem(String hostile) {
        MigrationReport report = ExampleFleet.named(hostile);

        assertThat(report.toString().lines()).hasSize(5).allSatisfy(OneLineTest::assertPlain);
        assertThat(report.toMarkdown().lines()).hasSize(11).allSatisfy(OneLineTest::assertPlain);
    }

    private static void assertPlain(String line) {
        assertThat(line)
                .doesNotContainPattern(
                        "[\\p{Cntrl}\\x{80}-\\x{9F}\\x{61C}\\x{200E}\\x{200F}\\x{2028}-\\x{202E}\\x{2066}-\\x{2069}]");
        assertThat(line.replace("\\", ""))
                .satisfiesAnyOf(
                        plain -> assertThat(plain).contains(PLAIN),
                        plain -> assertThat(plain).doesNotContain("[2J"));
    }
}
