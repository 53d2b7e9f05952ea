package io.connectmigrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the formats for people show what the check found about schemas. */
class SchemasReportTest {

    private static final SchemaComparison OTHER = new SchemaComparison(
            "value.converter",
            "http://a:8081",
            "http://<b>:8081",
            SchemaComparison.Relation.OTHER,
            2,
            1_205,
            240,
            3,
            1,
            List.of("the topics of *orders* were not sampled"));

    private static final SchemaComparison SAME = new SchemaComparison(
            "key.converter",
            "http://a:8081",
            "http://a:8081",
            SchemaComparison.Relation.SAME,
            0,
            0,
            0,
            0,
            0,
            List.of());

    private static final SchemaComparison UNKNOWN = new SchemaComparison(
            "key.converter",
            "${env:REGISTRY}",
            "not known",
            SchemaComparison.Relation.UNKNOWN,
            0,
            0,
            0,
            0,
            0,
            List.of());

    private static MigrationReport report(SchemaComparison... schemas) {
        return BaselineExample.report(Arrays.asList(schemas), null);
    }

    @Test
    void the_text_has_a_row_for_each_converter_that_does_not_ask_one_registry() {
        assertThat(report(SAME, OTHER, UNKNOWN).toString().lines().skip(3).map(line -> line.replaceAll(" {2,}", " | ")))
                .containsExactly(
                        "schemas of | Converter | Source registry | Target registry | These are | Subjects | Ids | Sampled | Missing | Another schema",
                        "orders -> orders-eu | value.converter | http://a:8081 | http://<b>:8081 | two registries | 2 | 1\u2009205 | 240 | 3 | 1",
                        "orders -> orders-eu | key.converter | ${env:REGISTRY} | not known | not known | 0 | 0 | 0 | 0 | 0",
                        "orders -> orders-eu, value.converter: the topics of *orders* were not sampled");
    }

    @Test
    void markdown_has_the_same() {
        assertThat(report(SAME, OTHER, UNKNOWN).toMarkdown().lines().dropWhile(line -> !line.startsWith("### ")))
                .containsExactly(
                        "### Schemas",
                        "",
                        "| connector | Converter | Source registry | Target registry | These are | Subjects | Ids | Sampled | Missing | Another schema |",
                        "|---|---|---|---|---|---:|---:|---:|---:|---:|",
                        "| orders -\\> orders-eu | value.converter | http://a:8081 | http://\\<b\\>:8081 | two registries | 2 | 1\u2009205 | 240 | 3 | 1 |",
                        "| orders -\\> orders-eu | key.converter | \\$\\{env:REGISTRY\\} | not known | not known | 0 | 0 | 0 | 0 | 0 |",
                        "",
                        "- orders -\\> orders-eu, value.converter: the topics of \\*orders\\* were not sampled");
    }

    @Test
    void the_page_has_all_converters() {
        assertThat(report(SAME, OTHER).toHtml())
                .contains("<caption>Schemas</caption>")
                .contains(
                        "<th scope=\"col\"><bdi>key.converter</bdi></th><th scope=\"col\"><bdi>value.converter</bdi></th></tr>")
                .contains("<th scope=\"row\">Target registry</th><td><bdi>http://a:8081</bdi></td>"
                        + "<td><bdi>http://&lt;b&gt;:8081</bdi></td></tr>")
                .contains(
                        "<th scope=\"row\">These are</th><td><bdi>one registry</bdi></td><td><bdi>two registries</bdi></td>")
                .contains("<th scope=\"row\">Ids</th><td><bdi>0</bdi></td><td><bdi>1\u2009205</bdi></td></tr>")
                .contains("<li><bdi>value.converter: the topics of *orders* were not sampled</bdi></li>");
    }

    @Test
    void one_registry_is_worth_no_line_of_text() {
        MigrationReport one = report(SAME);

        assertThat(one.toString().lines()).hasSize(3);
        assertThat(one.toMarkdown()).doesNotContain("### ");
        assertThat(report().toHtml()).doesNotContain("Schemas");
    }
}
