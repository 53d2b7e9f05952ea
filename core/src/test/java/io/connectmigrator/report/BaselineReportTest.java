package io.connectmigrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.internal.Json;
import io.connectmigrator.internal.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How every format of a report shows what was measured before a move and after it. */
class BaselineReportTest {

    private static final MigrationReport COMPLETE = BaselineExample.report(BaselineExample.complete());
    private static final MigrationReport AFTER_PROCESS_DIED =
            BaselineExample.report(BaselineExample.afterProcessDied());

    @Test
    void two_samples_tell_rates_lag_dead_letters_and_a_rebalance() {
        Baseline baseline = BaselineExample.complete();

        assertThat(baseline.before().apart())
                .hasValueSatisfying(apart -> assertThat(apart).hasSeconds(60));
        assertThat(baseline.before().perSecond()).hasValue(20);
        assertThat(baseline.before().still()).isEqualTo(1);
        assertThat(baseline.before().lag()).hasValue(40);
        assertThat(baseline.before().lagPerSecond()).hasValue(-1);
        assertThat(baseline.before().deadLetters()).hasValue(0);
        assertThat(baseline.before().rebalanced()).isFalse();
        assertThat(baseline.after().perSecond()).isEmpty();
        assertThat(baseline.after().lagPerSecond()).hasValue(3);
        assertThat(baseline.after().deadLetters()).hasValue(3);
        assertThat(baseline.after().rebalanced()).isTrue();
    }

    @Test
    void what_was_not_read_is_no_number() {
        Baseline baseline = BaselineExample.afterProcessDied();

        for (Measured side : List.of(baseline.before(), baseline.after())) {
            assertThat(side.perSecond()).isEmpty();
            assertThat(side.lag()).isEmpty();
            assertThat(side.lagPerSecond()).isEmpty();
            assertThat(side.deadLetters()).isEmpty();
            assertThat(side.rebalanced()).isFalse();
        }
        assertThat(baseline.before().apart()).isEmpty();
    }

    @Test
    void the_text_has_both_sides_beside_each_other() {
        assertThat(COMPLETE.toString().lines().skip(3))
                .containsExactly(
                        "baseline of orders -> orders-eu  before                    after",
                        "State                            RUNNING, 2 tasks RUNNING  RUNNING, 2 tasks RUNNING, then RUNNING, 1 task FAILED, 1 task RUNNING: <b>no</b> | topic {…}",
                        "Workers                          the same                  changed: a rebalance",
                        "Offsets per second               20                        –",
                        "Standing still                   1 of 2 partitions         1 of 2 partitions",
                        "Lag                              40, −1 a second           1\u2009220, +3 a second",
                        "Dead letters                     +0                        +3");
    }

    @Test
    void the_text_says_what_is_missing() {
        assertThat(AFTER_PROCESS_DIED.toString().lines().skip(3))
                .containsExactly(
                        "baseline of orders -> orders-eu  before  after",
                        "State                            –       not read",
                        "not measured before: 0 of 2 samples: an earlier call had begun to stop the source",
                        "not measured after: its status: no {…} | answer");
    }

    @Test
    void markdown_has_both_sides_beside_each_other_and_no_offset() {
        assertThat(COMPLETE.toMarkdown().lines().dropWhile(line -> !line.startsWith("### ")))
                .containsExactly(
                        "### Before and after: orders -\\> orders-eu",
                        "",
                        "| measured | before | after |",
                        "|---|---|---|",
                        "| State | RUNNING, 2 tasks RUNNING | RUNNING, 2 tasks RUNNING, then RUNNING, 1 task FAILED, 1 task RUNNING: \\<b\\>no\\</b\\> \\| topic \\{…\\} |",
                        "| Workers | the same | changed: a rebalance |",
                        "| Offsets per second | 20 | – |",
                        "| Standing still | 1 of 2 partitions | 1 of 2 partitions |",
                        "| Lag | 40, −1 a second | 1\u2009220, +3 a second |",
                        "| Dead letters | +0 | +3 |");
    }

    @Test
    void markdown_says_what_is_missing() {
        assertThat(AFTER_PROCESS_DIED.toMarkdown()).endsWith("""
                        - not measured before: 0 of 2 samples: an earlier call had begun to stop the source
                        - not measured after: its status: no \\{…\\} \\| answer
                        """);
    }

    @Test
    void the_page_has_both_sides_and_each_partition() {
        assertThat(COMPLETE.toHtml())
                .contains("<caption>Before and after</caption>")
                .contains(
                        "<th scope=\"row\">Lag</th><td><bdi>40, −1 a second</bdi></td><td><bdi>1\u2009220, +3 a second</bdi></td>")
                .contains("&lt;b&gt;no&lt;/b&gt;")
                .contains("Offsets per second before the move, 2 partitions")
                .contains("<td>20</td><td>30</td>")
                .contains("<td>moved on</td><td>1\u2009200</td>");
    }

    @Test
    void the_page_says_what_is_missing() {
        assertThat(AFTER_PROCESS_DIED.toHtml())
                .contains(
                        "<li>Not measured <bdi>before: 0 of 2 samples: an earlier call had begun to stop the source</bdi></li>")
                .contains("its status: no {\"p\":1} | answer");
    }

    @Test
    void json_has_everything() {
        assertThat(baseline(COMPLETE).integer("apartMs")).isEqualTo(60_000);
        assertThat(COMPLETE.toJson())
                .contains("\"before\":{\"missing\":null,\"rebalanced\":false,\"perSecond\":20.0,\"still\":1,\"lag\":40,"
                        + "\"lagPerSecond\":-1.0,\"deadLetters\":0,\"samples\":[{")
                .contains("\"after\":{\"missing\":null,\"rebalanced\":true,\"perSecond\":null,\"still\":1,\"lag\":1220,"
                        + "\"lagPerSecond\":3.0,\"deadLetters\":3,\"samples\":[{")
                .contains("\"at\":\"2026-11-20T10:21:30Z\"")
                .contains("\"tasks\":[{\"id\":0,\"state\":\"FAILED\",\"worker\":\"c:8083\",\"cause\":\"<b>no</b>")
                .contains("\"moved\":true,\"perSecond\":20.0,\"lag\":30}");
    }

    @Test
    void json_says_what_is_missing() {
        assertThat(AFTER_PROCESS_DIED.toJson())
                .contains("\"missing\":\"an earlier call had begun to stop the source\"")
                .contains("\"unread\":[\"its status: no");
    }

    @Test
    void without_a_baseline_nothing_is_said_of_one() {
        MigrationReport report = BaselineExample.report(null);

        assertThat(report.toString() + report.toMarkdown() + report.toHtml())
                .doesNotContainIgnoringCase("baseline of")
                .doesNotContain("Before and after");
        assertThat(report.toJson()).contains("\"baseline\":null");
    }

    private static JsonObject baseline(MigrationReport report) {
        return Json.parseObject(report.toJson()).objects("connectors").get(0).object("baseline");
    }
}
