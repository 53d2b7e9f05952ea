package io.connectmigrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportMarkdownTest {

    @Test
    void without_connectors_it_is_the_verdict() {
        String markdown = new MigrationReport(ExampleFleet.START, Duration.ofMillis(3), List.of()).toMarkdown();

        assertThat(markdown).isEqualTo("""
                ## SUCCEEDED: no connectors, 0 errors, 0 warnings, in 3 ms

                Began 2026-11-20T10:15:30Z.
                """);
    }

    @Test
    void it_has_a_table_of_the_connectors() {
        assertThat(ExampleFleet.of(1).toMarkdown().lines().skip(4))
                .containsExactly(
                        "| connector | from | to | outcome | offsets | through | downtime |",
                        "|---|---|---|---|---:|---|---:|",
                        "| mfg.clermont.orders-0 | legacy | europe | moved | 1 | REST | 416 ms, commit seen after 832 ms |");
    }

    @Test
    void the_problems_follow_in_the_order_of_the_table() {
        assertThat(ExampleFleet.of(98).toMarkdown().lines().dropWhile(line -> !line.startsWith("### ")))
                .hasSize(2 + 2 + 1 + 3)
                .element(2)
                .asString()
                .startsWith("- **ERROR** REQUEST\\_FAILED, mfg.clermont.orders-40: PATCH http://connect-americas:8083/")
                .endsWith(". Look at the workers' logs, then call migrate(plan) again");
    }

    @Test
    void names_and_messages_format_nothing_and_break_no_line() {
        MigrationReport report = ExampleFleet.named("<b>|`*_[x](y)\n# \\ \u202E\uD83D\uDE00 \u05E9");

        assertThat(report.toMarkdown().lines().skip(6))
                .first()
                .asString()
                .startsWith("| \\<b\\>\\|\\`\\*\\_\\[x\\](y) \\# \\\\  \uD83D\uDE00 \u05E9 -\\> to \\<b\\>");
        assertThat(report.toMarkdown().lines()).hasSize(11);
    }

    @Test
    void a_thousand_connectors_are_a_thousand_rows() {
        assertThat(ExampleFleet.of(1_000).toMarkdown().lines().filter(line -> line.startsWith("| mfg")))
                .hasSize(1_000);
    }
}
