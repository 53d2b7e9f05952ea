package io.connectmigrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.report.UnitReport.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnitReportTest {

    private static final UnitReport MERGE =
            new UnitReport("all", Kind.MERGE, List.of("fr", "de"), List.of("all"), Duration.ofMillis(812));

    private final MigrationReport report = new MigrationReport(
            Instant.EPOCH,
            Duration.ofSeconds(2),
            List.of(
                    ReportedConnector.named("fr")
                            .to("all", "europe")
                            .unit(MERGE)
                            .report(),
                    ReportedConnector.named("de")
                            .to("all", "europe")
                            .unit(MERGE)
                            .report(),
                    ReportedConnector.named("orders").report()));

    @Test
    void a_unit_has_one_line_beside_those_of_its_members() {
        assertThat(report.units()).containsExactly(MERGE);
        assertThat(report.toString().lines())
                .containsOnlyOnce("merge of fr, de -> all, down for 812 ms")
                .anyMatch(line -> line.startsWith("fr -> all"));
    }

    @Test
    void it_is_in_every_form_of_the_report() {
        assertThat(report.toMarkdown().lines())
                .containsOnlyOnce(
                        "| unit | kind | connectors | downtime |", "| all | merge | fr, de -\\> all | 812 ms |");
        assertThat(report.toHtml()).containsOnlyOnce("Moved together").contains("fr, de -&gt; all");
        assertThat(report.toJson())
                .contains("\"units\":[{\"name\":\"all\",\"kind\":\"MERGE\",\"members\":[\"fr\",\"de\"],"
                        + "\"results\":[\"all\"],\"downtimeMs\":812}]");
    }

    @Test
    void a_report_without_one_says_nothing_of_units() {
        MigrationReport plain = new MigrationReport(
                Instant.EPOCH,
                Duration.ZERO,
                List.of(ReportedConnector.named("orders").report()));

        assertThat(plain.units()).isEmpty();
        assertThat(plain.toJson()).doesNotContain("units");
        assertThat(plain.toHtml()).doesNotContain("Moved together");
    }

    @Test
    void of_many_members_the_first_are_named() {
        List<String> members = IntStream.range(0, 50).mapToObj(i -> "c" + i).toList();

        assertThat(new UnitReport("all", Kind.MERGE, members, List.of("all"), null))
                .hasToString("merge of c0, c1, c2, c3, c4 and 45 more -> all, down for -");
    }
}
