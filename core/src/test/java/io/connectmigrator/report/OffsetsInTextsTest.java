package io.connectmigrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.StepReport.Direction;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The partitions and offsets that messages quote: in events and in Markdown they are left out. */
class OffsetsInTextsTest {

    private static final String PARTITION = "inventory.customers}\\\" \u05E9";
    private static final long POSITION = 4_711_4711L;
    private static final ConnectorOffset OFFSET = offset(POSITION);

    /** The forms in which this library and the workers quote partitions and offsets. */
    static Stream<String> quotes() {
        OffsetSnapshot before = OffsetSnapshot.of(List.of(OFFSET));
        String json = OFFSET.toString();
        return Stream.of(
                before.diff(OffsetSnapshot.of(List.of(offset(POSITION + 1)))).toString(),
                before.diff(OffsetSnapshot.empty()).toString(),
                OffsetSnapshot.empty().diff(before).toString(),
                json,
                "[\"orders\"," + json + "] with " + json,
                json.substring(0, json.length() - 4),
                new LinkedHashMap<>(Map.of("table", "inventory.customers", "position", POSITION)).toString(),
                "{inventory.customers-0=wanted OffsetAndMetadata{offset=" + POSITION + ", metadata=''}, found null}");
    }

    @ParameterizedTest
    @MethodSource("quotes")
    void events_leave_them_out(String quote) {
        Problem problem =
                Problem.error(ProblemCode.OFFSETS_WENT_BACK, "'orders' is behind: " + quote, "Look at " + quote);

        assertThat(Stream.of(
                                new MigrationEvent.StepRetried(
                                        ExampleFleet.START,
                                        "run",
                                        "orders",
                                        "orders",
                                        Map.of(),
                                        MigrationStep.WRITE,
                                        Direction.FORWARD,
                                        2,
                                        problem),
                                new MigrationEvent.StepEnded(
                                        ExampleFleet.START,
                                        "run",
                                        "orders",
                                        "orders",
                                        Map.of(),
                                        MigrationStep.WRITE,
                                        Direction.FORWARD,
                                        Duration.ZERO,
                                        1,
                                        problem),
                                new MigrationEvent.ConnectorEnded(
                                        ExampleFleet.START,
                                        "run",
                                        "orders",
                                        "orders",
                                        Map.of(),
                                        new Undone(MigrationStep.WRITE),
                                        null,
                                        List.of(problem)))
                        .flatMap(
                                event -> Stream.of(event.toString(), told(event).toString())))
                .allSatisfy(text -> assertThat(text)
                        .contains("'orders' is behind: ")
                        .contains("{…}")
                        .doesNotContain("customers", "4711"));
    }

    @ParameterizedTest
    @MethodSource("quotes")
    void markdown_leaves_them_out_and_the_other_reports_have_them(String quote) {
        MigrationReport report = new MigrationReport(
                ExampleFleet.START,
                Duration.ZERO,
                List.of(),
                List.of(Problem.error(ProblemCode.OFFSETS_WENT_BACK, "it is behind: " + quote, "Look at " + quote)));

        assertThat(report.toMarkdown())
                .contains("it is behind: ")
                .contains("{…")
                .doesNotContain("customers", "4711");
        assertThat(List.of(report.toString(), report.toJson(), report.toHtml()))
                .allSatisfy(text -> assertThat(text).contains("customers", "4711"));
    }

    private static Object told(MigrationEvent event) {
        if (event instanceof MigrationEvent.StepRetried retried) {
            return List.of(retried.problem().message(), retried.problem().remedy());
        }
        if (event instanceof MigrationEvent.ConnectorEnded ended) {
            return ended.problems();
        }
        return String.valueOf(((MigrationEvent.StepEnded) event).problem());
    }

    private static ConnectorOffset offset(long position) {
        Map<String, Object> partition = new LinkedHashMap<>();
        partition.put("server", "a{b");
        partition.put("table", PARTITION);
        return new ConnectorOffset(partition, Map.of("position", position));
    }
}
