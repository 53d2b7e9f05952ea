package io.connectmigrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thousand connectors with a thousand partitions or a hundred problems each. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LargeReportTest {

    private static final int MANY = 1_000;
    private static final int SOME = 100;
    private static final int PROBLEMS = 100;
    private static final OffsetSnapshot BEFORE = offsets(12_000);
    private static final OffsetSnapshot AFTER = offsets(12_345);
    private static final Problem ERROR = Problem.error(ProblemCode.UNEXPECTED, "the one error", "Look into the log");

    @Test
    void its_page_can_be_opened_and_says_how_many_partitions_it_leaves_out() {
        String page = ReportHtml.write(offsets());

        assertThat(page).hasSizeLessThan(12_000_000);
        assertThat(page).contains("Offsets of 1\u2009000 partitions, 20 of them shown; the report's JSON has them all");
    }

    @Test
    void its_text_and_markdown_have_a_line_for_each_connector() {
        assertThat(offsets().toString()).hasSizeLessThan(500_000).contains("c999");
        assertThat(offsets().toMarkdown()).hasSizeLessThan(500_000).contains("c999");
    }

    @Test
    void its_json_is_complete_and_need_not_be_held_as_one_string() {
        Counted json = new Counted();

        report(SOME, number -> List.of(), BEFORE, AFTER).writeJson(json);

        assertThat(json.written).isGreaterThan(10_000_000);
        assertThat(json.partitions).isEqualTo(2L * SOME * MANY);
        assertThat(json.largest).isLessThan(100_000);
    }

    @Test
    void the_json_is_the_same_either_way() {
        MigrationReport report = ExampleFleet.of(3);
        StringWriter json = new StringWriter();

        report.writeJson(json);

        assertThat(json).hasToString(report.toJson());
    }

    @Test
    void of_many_problems_the_page_shows_some_errors_first_and_says_how_many_it_leaves_out() {
        String page = ReportHtml.write(problems());

        assertThat(page).hasSizeLessThan(20_000_000);
        assertThat(page)
                .contains("the one error")
                .contains("81 more problems of this connector are in the report's JSON");
    }

    @Test
    void of_many_problems_markdown_shows_some_errors_first_and_says_how_many_it_leaves_out() {
        String markdown = problems().toMarkdown();

        assertThat(markdown).hasSizeLessThan(5_000_000);
        assertThat(markdown).contains("the one error").contains("81 more problems of c7 are in the report's JSON");
    }

    @Test
    void of_many_problems_the_text_shows_some_errors_first_and_says_how_many_it_leaves_out() {
        String text = problems().toString();

        assertThat(text).hasSizeLessThan(1_000_000);
        assertThat(text).contains("the one error").endsWith("and 99\u2009001 more problems");
    }

    @Test
    void problems_of_the_plan_that_are_those_of_connectors_as_well_are_reported_in_time() {
        MigrationReport report = problems();
        MigrationReport shared = new MigrationReport(
                report.startedAt(),
                report.took(),
                report.connectors(),
                report.connectors().stream()
                        .flatMap(connector -> connector.problems().stream().limit(30))
                        .toList());

        assertThat(shared.toMarkdown()).contains("the plan: problem 3 of c7");
        assertThat(ReportHtml.write(shared)).contains("problem 3 of c7");
    }

    private static MigrationReport offsets() {
        return report(MANY, number -> List.of(), BEFORE, AFTER);
    }

    private static MigrationReport problems() {
        return report(
                MANY,
                number -> Stream.concat(
                                IntStream.range(0, PROBLEMS)
                                        .mapToObj(problem -> Problem.warning(
                                                ProblemCode.OFFSETS_EMPTY,
                                                "problem " + problem + " of c" + number,
                                                "Look at it")),
                                Stream.of(ERROR))
                        .toList(),
                OffsetSnapshot.empty(),
                null);
    }

    private static MigrationReport report(
            int count, IntFunction<List<Problem>> problems, OffsetSnapshot before, @Nullable OffsetSnapshot after) {
        ConnectorReport moved = ExampleFleet.of(1).connectors().get(0);
        List<ConnectorReport> connectors = IntStream.range(0, count)
                .mapToObj(number -> ReportedConnector.named("c" + number)
                        .outcome(moved.outcome())
                        .steps(moved.steps())
                        .down(moved.downtime(), moved.silence())
                        .offsetsMoved(before.size())
                        .offsets(before, after)
                        .problems(problems.apply(number))
                        .report())
                .toList();
        return new MigrationReport(ExampleFleet.START, Duration.ofSeconds(1), connectors);
    }

    private static OffsetSnapshot offsets(long position) {
        return OffsetSnapshot.of(LongStream.range(0, MANY)
                .mapToObj(partition -> new ConnectorOffset(
                        Map.of("server", "inventory", "table", "t" + partition), Map.of("position", position)))
                .toList());
    }

    /** Counts what is written, and keeps nothing. */
    private static final class Counted extends Writer {

        private static final String PARTITION = "\"partition\"";

        private long written;
        private int matched;
        private long partitions;
        private int largest;

        @Override
        public void write(char[] text, int start, int length) {
            written += length;
            largest = Math.max(largest, length);
            for (int i = start; i < start + length; i++) {
                matched = text[i] == PARTITION.charAt(matched) ? matched + 1 : text[i] == '"' ? 1 : 0;
                if (matched == PARTITION.length()) {
                    partitions++;
                    matched = 0;
                }
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
