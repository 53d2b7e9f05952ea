package io.connectmigrator.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.internal.Json;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.StepReport.Direction;
import io.connectmigrator.report.TransportChoice.Via;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MigrationReportTest {

    private static final Path DOCUMENT =
            Path.of(System.getProperty("basedir", "")).resolve("../docs/report-json.md");
    private static final Pattern FIELD = Pattern.compile("\"([A-Za-z0-9]+)\":");
    private static final Instant START = Instant.parse("2026-11-20T10:15:30Z");

    private static final ConnectorReport MOVED = ReportedConnector.named("orders")
            .to("orders-eu", "europe")
            .attributes(Map.of("team", "sales"))
            .steps(List.of(
                    new StepReport(MigrationStep.QUIESCE, Direction.FORWARD, true, START, Duration.ofMillis(84)),
                    new StepReport(
                            MigrationStep.RESUME,
                            Direction.FORWARD,
                            true,
                            START.plusMillis(84),
                            Duration.ofMillis(1_234))))
            .down(Duration.ofMillis(1_400), Duration.ofMillis(2_611))
            .offsetsMoved(12)
            .transports(
                    new TransportChoice(Via.CONFIGURED, "topic old", "it shows every byte"),
                    new TransportChoice(Via.REST, "REST", "it stores every offset in the bytes that it had"))
            .offsets(offset(7), offset(9))
            .schemas(List.of(new SchemaComparison(
                    "value.converter",
                    "http://a:8081",
                    "http://b:8081",
                    SchemaComparison.Relation.OTHER,
                    2,
                    5,
                    240,
                    0,
                    0,
                    List.of("a note"))))
            .report();

    private static final ConnectorReport UNDONE = ReportedConnector.named("stock")
            .outcome(new Undone(MigrationStep.WRITE))
            .steps(List.of(
                    new StepReport(MigrationStep.WRITE, Direction.FORWARD, false, START, Duration.ofMillis(5)),
                    new StepReport(
                            MigrationStep.QUIESCE, Direction.UNDO, true, START.plusMillis(5), Duration.ofMillis(7))))
            .transports(new TransportChoice(Via.REST, "REST", "there is no other"), null)
            .offsets(offset(7), null)
            .problems(List.of(Problem.error(ProblemCode.REQUEST_FAILED, "the target said no", "Ask it why")))
            .report();

    private final MigrationReport report = new MigrationReport(START, Duration.ofMillis(2_345), List.of(MOVED, UNDONE));

    @Test
    void its_text_has_the_verdict_first_and_then_a_table_with_the_worst_on_top_and_then_the_problems() {
        assertThat(report.toString().lines().toList())
                .containsExactly(
                        "NOT SUCCEEDED: 1 moved, 1 undone of 2, 1 error, 0 warnings, in 2.34 s",
                        "connector            from    to      outcome  offsets  through            downtime                         steps",
                        "stock                legacy  europe  undone   0        REST -> -          -                                write 5 ms, failed, undo quiesce 7 ms",
                        "orders -> orders-eu  legacy  europe  moved    12       topic old -> REST  1.4 s, commit seen after 2.61 s  quiesce 84 ms, resume 1.23 s",
                        "orders was read through topic old, since it shows every byte",
                        "schemas of           Converter        Source registry  Target registry  These are       Subjects  Ids  Sampled  Missing  Another schema",
                        "orders -> orders-eu  value.converter  http://a:8081    http://b:8081    two registries  2         5    240      0        0",
                        "orders -> orders-eu, value.converter: a note",
                        "ERROR REQUEST_FAILED: the target said no. Ask it why");
    }

    @Test
    void a_name_breaks_no_line_of_its_text() {
        MigrationReport hostile = ExampleFleet.named("a\nb\r\u2028c\u001b[31m\u202Ed");

        assertThat(hostile.toString().lines()).hasSize(5);
        assertThat(hostile.toString()).contains("a b c [31m d").doesNotContain("\u001b", "\u202E");
    }

    @Test
    void the_first_version_of_its_json_stays_as_it_is() throws IOException {
        assertThat(report.toJson()).isEqualTo(Json.write(Json.parse(golden())));
    }

    @Test
    void every_field_of_its_json_is_documented() throws IOException {
        String document = Files.readString(DOCUMENT);
        String json = report.toJson()
                + BaselineExample.report(BaselineExample.complete()).toJson();
        String withoutValues = json.replaceAll("\"(outcomes|attributes|partition|offset)\":\\{[^}]*}", "\"$1\":null");

        assertThat(FIELD.matcher(withoutValues).results().map((MatchResult field) -> "`" + field.group(1) + "`"))
                .isNotEmpty()
                .allSatisfy(field -> assertThat(document).contains(field));
    }

    @Test
    void its_json_can_be_read_whatever_the_names_are() {
        String name = "<script>\"]]>\\ \u202E\uD83D\uDE00\n|";

        assertThat(Json.parseObject(ExampleFleet.named(name).toJson())
                        .objects("connectors")
                        .get(0)
                        .string("connector"))
                .isEqualTo(name);
    }

    @Test
    void it_succeeded_if_every_connector_did() {
        assertThat(new MigrationReport(START, Duration.ZERO, List.of(MOVED)).succeeded())
                .isTrue();
        assertThat(report.succeeded()).isFalse();
    }

    @Test
    void a_connector_succeeded_if_it_is_where_it_was_asked_to_be() {
        assertThat(report.connectors()).extracting(ConnectorReport::succeeded).containsExactly(true, false);
    }

    @Test
    void its_totals_count_outcomes_offsets_and_problems() {
        MigrationTotals totals = report.totals();

        assertThat(totals)
                .isEqualTo(new MigrationTotals(
                        2,
                        Map.of("MOVED", 1, "UNDONE", 1),
                        12,
                        1,
                        0,
                        new Downtimes(
                                1, Duration.ofMillis(1_400), Duration.ofMillis(1_400), Duration.ofMillis(1_400))));
    }

    private static OffsetSnapshot offset(long position) {
        return OffsetSnapshot.of(List.of(new ConnectorOffset(Map.of("file", "a.txt"), Map.of("position", position))));
    }

    private static String golden() throws IOException {
        try (InputStream file =
                requireNonNull(MigrationReportTest.class.getResourceAsStream("report-1.json"), "report-1.json")) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }

    @Test
    void it_did_not_succeed_if_something_is_wrong_with_the_plan_as_a_whole() {
        Problem problem = Problem.error(ProblemCode.NOTHING_MATCHES, "nothing matches", "Look at the condition");
        MigrationReport wrong = new MigrationReport(START, Duration.ZERO, List.of(), List.of(problem));

        assertThat(wrong.succeeded()).isFalse();
        assertThat(wrong.problems()).containsExactly(problem);
        assertThat(List.of(wrong.toString(), wrong.toMarkdown(), wrong.toJson(), ReportHtml.write(wrong)))
                .allSatisfy(text -> assertThat(text).contains("nothing matches"));
    }

    @Test
    void a_problem_of_several_connectors_is_reported_once() {
        MigrationReport twice = new MigrationReport(START, Duration.ZERO, List.of(UNDONE, UNDONE), UNDONE.problems());

        assertThat(twice.problems()).hasSize(1);
        assertThat(twice.toMarkdown().split("the target said no", -1)).hasSize(2);
    }
}
