package io.connectmigrator.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.MigrationTotals;
import io.connectmigrator.report.StepReport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConsoleListenerTest {

    private static final Instant START = Instant.parse("2026-10-01T12:00:00Z");
    private static final String ESCAPE = "\u001b[";

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

    @Test
    void elsewhere_it_writes_a_plain_line_for_what_is_worth_one() {
        ConsoleListener console = ConsoleListener.plain(out);

        tell(console, runStarted(2), stepStarted("orders", 1), stepEnded("orders", 2), moved("orders", 3), runEnded(4));

        assertThat(text()).doesNotContain(ESCAPE);
        assertThat(text().lines())
                .containsExactly(
                        "2026-10-01T12:00:00Z migrate of 2 connectors from legacy to europe started",
                        "2026-10-01T12:00:03Z orders: moved, down for 700 ms",
                        "2026-10-01T12:00:04Z succeeded after 4 s: 1 moved");
    }

    @Test
    void on_a_terminal_what_is_under_way_is_drawn_anew_below_what_has_ended() {
        ConsoleListener console = ConsoleListener.live(out);

        tell(console, runStarted(2), stepStarted("orders", 1));

        assertThat(lastDrawn())
                .containsExactly("  orders" + " ".repeat(35) + "quiesce 0 s", "[" + "-".repeat(20) + "] 0 of 2");

        tell(console, stepEnded("orders", 2), moved("orders", 11));

        assertThat(text()).contains(ESCAPE + "2A" + ESCAPE + "J");
        assertThat(lastDrawn())
                .containsExactly(
                        "2026-10-01T12:00:11Z orders: moved, down for 700 ms",
                        "[" + "#".repeat(10) + "-".repeat(10) + "] 1 of 2, 1 moved, about 10 s left");
    }

    @Test
    void a_terminal_is_not_flooded_by_a_fleet() {
        ConsoleListener console = ConsoleListener.live(out);

        tell(console, runStarted(100));
        IntStream.range(0, 100).forEach(i -> tell(console, stepStarted("c" + i, 1)));

        assertThat(lastDrawn()).hasSize(18).element(16).isEqualTo("  and 84 more");
    }

    @Test
    void a_name_cannot_move_the_cursor() {
        ConsoleListener console = ConsoleListener.live(out);

        tell(console, runStarted(1), stepStarted("or\u001b[2Jders\n", 1), moved("or\u001b[2Jders\n", 2));

        assertThat(text()).doesNotContain(ESCAPE + "2J").contains("or [2Jders");
    }

    @Test
    void a_connector_that_was_refused_before_its_first_step_is_counted() {
        ConsoleListener console = ConsoleListener.live(out);

        tell(console, runStarted(2), refused("c0", 1));

        assertThat(lastDrawn())
                .containsExactly(
                        "2026-10-01T12:00:01Z c0: refused",
                        "[" + "#".repeat(10) + "-".repeat(10) + "] 1 of 2, 1 refused");
    }

    @Test
    void after_a_run_that_was_refused_as_a_whole_nothing_is_left() {
        ConsoleListener console = ConsoleListener.live(out);

        tell(console, runStarted(3), runEnded(1), runStarted(1));

        assertThat(lastDrawn())
                .containsExactly(
                        "2026-10-01T12:00:01Z succeeded after 1 s: 1 moved",
                        "2026-10-01T12:00:00Z migrate of 1 connector from legacy to europe started",
                        "[" + "-".repeat(20) + "] 0 of 1");
    }

    @Test
    void a_run_without_connectors_shows_no_bar() {
        ConsoleListener console = ConsoleListener.live(out);

        tell(console, runStarted(0), refused("c0", 1), runEnded(2));

        assertThat(text()).doesNotContain(" of 0,", " of 0\n").contains("c0: refused");
        assertThat(lastDrawn()).containsExactly("2026-10-01T12:00:02Z succeeded after 2 s: 1 moved");
    }

    @Test
    void more_ends_than_connectors_fill_the_bar_and_no_more() {
        ConsoleListener console = ConsoleListener.live(out);

        tell(console, runStarted(1), refused("c0", 1), refused("c0", 2), refused("c1", 3));

        assertThat(lastDrawn()).last().asString().startsWith("[" + "#".repeat(20) + "] 3 of 3");
    }

    @Test
    void of_two_runs_one_may_end_while_the_other_continues() {
        ConsoleListener console = ConsoleListener.live(out);

        tell(console, runStarted(2), runStarted("other", 3), stepStarted("c0", 1), refused("other", "c0", 1));

        assertThat(lastDrawn()).anySatisfy(line -> assertThat(line).startsWith("  c0 "));
        assertThat(lastDrawn()).last().asString().contains("] 1 of 5");

        tell(console, runEnded("other", 2));

        assertThat(lastDrawn()).anySatisfy(line -> assertThat(line).startsWith("  c0 "));
        assertThat(lastDrawn()).last().asString().contains("] 0 of 2");
    }

    @Test
    void a_clock_that_is_set_back_shows_no_negative_time() {
        ConsoleListener console = ConsoleListener.live(out);

        tell(console, runStarted(3), stepStarted("c0", 100), stepStarted("c1", 100), moved("c0", 1));

        assertThat(lastDrawn())
                .containsExactly(
                        "2026-10-01T12:00:01Z c0: moved, down for 700 ms",
                        "  c1" + " ".repeat(39) + "quiesce 0 s",
                        "[" + "#".repeat(6) + "-".repeat(14) + "] 1 of 3, 1 moved");
    }

    private static void tell(ConsoleListener console, MigrationEvent... events) {
        List.of(events).forEach(console::on);
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }

    private List<String> lastDrawn() {
        String text = text();
        int last = text.lastIndexOf(ESCAPE + "J");
        return (last < 0 ? text.substring(text.indexOf('\n') + 1) : text.substring(last + 3))
                .lines()
                .toList();
    }

    private static MigrationEvent runStarted(int connectors) {
        return runStarted("run", connectors);
    }

    private static MigrationEvent runStarted(String run, int connectors) {
        List<String> names =
                IntStream.range(0, connectors).mapToObj(i -> "c" + i).toList();
        return new MigrationEvent.RunStarted(
                START, run, MigrationEvent.Call.MIGRATE, "legacy", List.of("europe"), names);
    }

    private static MigrationEvent stepStarted(String connector, int seconds) {
        return new MigrationEvent.StepStarted(
                at(seconds),
                "run",
                connector,
                connector,
                Map.of(),
                MigrationStep.QUIESCE,
                StepReport.Direction.FORWARD);
    }

    private static MigrationEvent stepEnded(String connector, int seconds) {
        return new MigrationEvent.StepEnded(
                at(seconds),
                "run",
                connector,
                connector,
                Map.of(),
                MigrationStep.QUIESCE,
                StepReport.Direction.FORWARD,
                Duration.ofSeconds(1),
                1,
                null);
    }

    private static MigrationEvent moved(String connector, int seconds) {
        return new MigrationEvent.ConnectorEnded(
                at(seconds),
                "run",
                connector,
                connector,
                Map.of(),
                new MigrationOutcome.Moved(true),
                Duration.ofMillis(700),
                List.of());
    }

    private static MigrationEvent refused(String connector, int seconds) {
        return refused("run", connector, seconds);
    }

    private static MigrationEvent refused(String run, String connector, int seconds) {
        return new MigrationEvent.ConnectorEnded(
                at(seconds), run, connector, connector, Map.of(), new MigrationOutcome.Refused(), null, List.of());
    }

    private static MigrationEvent runEnded(int seconds) {
        return runEnded("run", seconds);
    }

    private static MigrationEvent runEnded(String run, int seconds) {
        return new MigrationEvent.RunEnded(
                at(seconds),
                run,
                Duration.ofSeconds(seconds),
                true,
                new MigrationTotals(1, Map.of("moved", 1), 2, 0, 0, null),
                List.of());
    }

    private static Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }
}
