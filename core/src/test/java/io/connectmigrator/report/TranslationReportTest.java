package io.connectmigrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.offset.TranslatedOffset;
import io.connectmigrator.offset.TranslatedOffset.Evidence;
import io.connectmigrator.offset.TranslatedOffset.Position;
import io.connectmigrator.offset.TranslatedOffset.Verdict;
import io.connectmigrator.offset.TranslatedOffset.Way;
import io.connectmigrator.offset.TranslatedSnapshot;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How reports show the offsets that were translated for another Kafka cluster, those first that are not exact. */
class TranslationReportTest {

    private final MigrationReport report = reported(new TranslatedSnapshot(List.of(
            new TranslatedOffset(
                    new Position("orders", 0, 118_211),
                    new Position("legacy.orders", 0, 9_876),
                    Verdict.EXACT,
                    0,
                    new Evidence(Way.OFFSET_SYNC, 1_066, 3, "the copy of the last record")),
            new TranslatedOffset(
                    new Position("orders", 1, 42),
                    new Position("legacy.orders", 1, 40),
                    Verdict.AT_LEAST_ONCE,
                    1_500,
                    new Evidence(Way.TIMESTAMP, 7, 0, "<3 equal records>")))));

    private static MigrationReport reported(TranslatedSnapshot translation) {
        ConnectorReport connector =
                ReportedConnector.named("orders-sink").translation(translation).report();
        return new MigrationReport(ExampleFleet.START, Duration.ofSeconds(1), List.of(connector));
    }

    /** {@return the text with ordinary spaces in its numbers} */
    private static String plain(String text) {
        return text.replaceAll("(?<=[0-9])\\h(?=[0-9]{3})", " ");
    }

    @Test
    void as_text() {
        assertThat(plain(report.toString()).lines().dropWhile(line -> !line.startsWith("translated for")))
                .containsExactly(
                        "translated for orders-sink",
                        "Partition                    Offset  Offset there  Verdict              Found by     Compared"
                                + "  Repeats seen  Evidence",
                        "orders-1 -> legacy.orders-1  42      40            at most 1 500 again  timestamp    7       "
                                + "  0             <3 equal records>",
                        "orders-0 -> legacy.orders-0  118211  9876          exact                offset sync  1 066   "
                                + "  3             the copy of the last record");
    }

    @Test
    void as_markdown_which_leaves_the_offsets_out() {
        assertThat(plain(report.toMarkdown())).endsWith("""

                ### Translation: orders-sink

                | Partition | Verdict | Found by | Compared | Repeats seen | Evidence |
                |---|---|---|---:|---:|---|
                | orders-1 -\\> legacy.orders-1 | at most 1 500 again | timestamp | 7 | 0 | \\<3 equal records\\> |
                | orders-0 -\\> legacy.orders-0 | exact | offset sync | 1 066 | 3 | the copy of the last record |
                """);
    }

    @Test
    void as_json() {
        assertThat(report.toJson()).contains("""
                "translation":[{"from":{"topic":"orders","partition":0,"offset":118211},\
                "to":{"topic":"legacy.orders","partition":0,"offset":9876},"verdict":"EXACT","readAgain":0,\
                "way":"OFFSET_SYNC","compared":1066,"repeatsSeen":3,"evidence":"the copy of the last record"},\
                {"from":{"topic":"orders","partition":1,"offset":42},\
                "to":{"topic":"legacy.orders","partition":1,"offset":40},"verdict":"AT_LEAST_ONCE","readAgain":1500,\
                "way":"TIMESTAMP","compared":7,"repeatsSeen":0,"evidence":"<3 equal records>"}]""");
    }

    @Test
    void as_html() {
        assertThat(plain(report.toHtml()))
                .contains("Translation of 2 partitions</caption>")
                .contains("<tbody><tr><td><bdi>orders-1 -&gt; legacy.orders-1</bdi></td><td><bdi>42</bdi></td>"
                        + "<td><bdi>40</bdi></td><td><bdi>at most 1 500 again</bdi></td><td><bdi>timestamp</bdi></td>"
                        + "<td><bdi>7</bdi></td><td><bdi>0</bdi></td><td><bdi>&lt;3 equal records&gt;</bdi></td></tr>")
                .contains("<td><bdi>118211</bdi></td><td><bdi>9876</bdi></td><td><bdi>exact</bdi></td>");
    }
}
