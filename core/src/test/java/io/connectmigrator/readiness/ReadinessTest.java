package io.connectmigrator.readiness;

import static io.connectmigrator.readiness.ExampleReadiness.card;
import static io.connectmigrator.readiness.ExampleReadiness.item;
import static io.connectmigrator.readiness.ExampleReadiness.shapeOf;
import static io.connectmigrator.readiness.ExampleReadiness.stopped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.internal.Json;
import io.connectmigrator.internal.JsonObject;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The card: what its scores come to, and how it is written. */
class ReadinessTest {

    private static final ShapeReadiness UNKNOWN =
            shapeOf("Source", item(ReadinessItem.PLUGIN_VERSIONS, 1), item(ReadinessItem.ACLS, 0));
    private static final ShapeReadiness KNOWN =
            shapeOf("Other", item(ReadinessItem.PLUGIN_VERSIONS, 2), item(ReadinessItem.LEFTOVERS, 1, 1));
    private static final ShapeReadiness TESTED =
            shapeOf("Sink", item(ReadinessItem.PLUGIN_VERSIONS, 2), item(ReadinessItem.ACLS, 2));

    @Test
    void the_lowest_item_decides_about_a_row_and_the_lowest_row_about_a_shape() {
        ShapeReadiness shape = shapeOf(
                "Source",
                item(ReadinessItem.PLUGIN_VERSIONS, 2),
                item(ReadinessItem.CUSTOM_CODE, 1),
                item(ReadinessItem.ACLS, 0));

        assertThat(shape.rows()).extracting(RowScore::score).containsExactly(1, 0);
        assertThat(shape.verdict()).isEqualTo(Verdict.NOT_READY);
        assertThat(KNOWN.verdict()).isEqualTo(Verdict.PILOT);
        assertThat(TESTED.verdict()).isEqualTo(Verdict.READY);
    }

    @Test
    void the_lowest_shape_decides_about_the_card() {
        assertThat(card(TESTED).verdict()).isEqualTo(Verdict.READY);
        assertThat(card(TESTED, KNOWN).verdict()).isEqualTo(Verdict.PILOT);
        assertThat(card(TESTED, KNOWN, UNKNOWN).verdict()).isEqualTo(Verdict.NOT_READY);
    }

    @Test
    void a_stop_and_an_empty_plan_are_not_ready_whatever_the_scores_are() {
        assertThat(stopped(TESTED).verdict()).isEqualTo(Verdict.NOT_READY);
        assertThat(card().verdict()).isEqualTo(Verdict.NOT_READY);
    }

    @Test
    void a_row_tells_how_much_is_possible() {
        assertThat(KNOWN.rows()).extracting(RowScore::most).containsExactly(2, 1);
        assertThat(card(KNOWN).toString())
                .contains("Offsets and resumption   1      at most 1 with what the clients were given");
    }

    @Test
    void scores_are_0_1_or_2_and_never_more_than_is_possible() {
        assertThatThrownBy(() -> item(ReadinessItem.ACLS, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> item(ReadinessItem.ACLS, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> item(ReadinessItem.ACLS, 2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("score must be 0 to 1, was 2");
        assertThatThrownBy(() -> new RowScore(ReadinessRow.ROLLBACK, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_item_can_be_looked_up() {
        assertThat(KNOWN.item(ReadinessItem.LEFTOVERS).score()).isEqualTo(1);
        assertThatThrownBy(() -> KNOWN.item(ReadinessItem.ACLS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ACLS does not apply to Other 1.0 to 1.1, legacy to europe, REST, REST");
    }

    @Test
    void the_text_has_the_verdict_first_then_what_is_missing_with_what_would_raise_it() {
        assertThat(stopped(UNKNOWN).toString().lines())
                .containsExactly(
                        "NOT READY: 2 to move from legacy to europe, shapes: 1, stops: 1, pilot: orders",
                        "STOP ERROR PLUGIN_MISSING: europe has no plugin <b>Source</b>. Install the plugin on europe",
                        "",
                        "NOT READY: Source 1.0 to 1.1, legacy to europe, REST, REST: orders, parts",
                        "row                      score",
                        "Compatibility inventory  1",
                        "Security and network     0",
                        "0 ACLS: The workers of the target have the rights on topics, groups and transactions. observed"
                                + " 2026-11-20 10:15:30 UTC on europe: seen of ACLS. To raise it: do more about ACLS",
                        "1 PLUGIN_VERSIONS: The plugin of the connector is on both sides, in one version. observed"
                                + " 2026-11-20 10:15:30 UTC on europe: seen of PLUGIN_VERSIONS. To raise it: do more about"
                                + " PLUGIN_VERSIONS");
    }

    @Test
    void the_markdown_has_a_table_of_rows_and_one_of_items() {
        assertThat(card(KNOWN).toMarkdown().lines())
                .contains(
                        "## PILOT: 2 to move from legacy to europe, shapes: 1, stops: 0, pilot: orders",
                        "### PILOT: Other 1.0 to 1.1, legacy to europe, REST, REST",
                        "| Offsets and resumption | 1 | at most 1 with what the clients were given |",
                        "| 1 | The target has no offsets of an earlier connector that the plan does not replace | observed"
                                + " 2026-11-20 10:15:30 UTC on europe: seen of LEFTOVERS | do more about LEFTOVERS |");
        assertThat(stopped(KNOWN).toMarkdown()).contains("europe has no plugin \\<b\\>Source\\</b\\>");
    }

    @Test
    void the_json_has_everything() {
        JsonObject json = Json.parseObject(stopped(KNOWN).toJson());

        assertThat(json.fields())
                .containsOnlyKeys("version", "verdict", "at", "from", "to", "pilot", "stops", "shapes")
                .containsEntry("verdict", "NOT_READY")
                .containsEntry("at", "2026-11-20T10:15:30Z")
                .containsEntry("pilot", List.of("orders"));
        assertThat(stopped(KNOWN).toJson())
                .contains("\"connectorClass\":\"Other\"", "\"sourceVersion\":\"1.0\"", "\"renamed\":false")
                .contains("{\"row\":\"RESUME\",\"score\":1,\"most\":1,\"items\":[{\"item\":\"LEFTOVERS\"")
                .contains("\"toRaise\":\"do more about LEFTOVERS\",\"evidence\":[{\"kind\":\"OBSERVED\","
                        + "\"at\":\"2026-11-20T10:15:30Z\",\"cluster\":\"europe\",\"text\":\"seen of LEFTOVERS\"}]");
    }

    @Test
    void the_page_loads_nothing_and_escapes_what_is_foreign() {
        String page = stopped(UNKNOWN, TESTED).toHtml();

        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains("default-src &#39;none&#39;; img-src data:; style-src &#39;sha256-")
                .contains("europe has no plugin &lt;b&gt;Source&lt;/b&gt;")
                .contains("do more about ACLS")
                .doesNotContain("<script", "src=\"http", "@import");
        assertThat(Set.of("main", "header", "section", "table", "tbody", "tr", "td", "th", "p", "small", "bdi"))
                .allSatisfy(element -> assertThat(page.split("<" + element + "[ >]", -1))
                        .as(element)
                        .hasSameSizeAs(page.split("</" + element + ">", -1)));
    }

    @Test
    void each_item_has_a_title_of_its_own() {
        Set<String> titles = new TreeSet<>();

        assertThat(ReadinessItem.values()).allMatch(item -> titles.add(item.title()));
    }

    @Test
    void a_declaration_has_a_text_and_may_have_more() {
        Declaration declaration = Declaration.of("routes are open")
                .by("K. Ito")
                .on(LocalDate.of(2026, 11, 3))
                .link("https://wiki/routes");

        assertThat(declaration).hasToString("routes are open (K. Ito), see https://wiki/routes");
        assertThat(declaration.on()).isEqualTo("2026-11-03");
        assertThatThrownBy(() -> Declaration.of(" ")).isInstanceOf(IllegalArgumentException.class);
    }
}
