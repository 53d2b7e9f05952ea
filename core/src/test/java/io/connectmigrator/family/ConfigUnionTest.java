package io.connectmigrator.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigUnionTest {

    private static final String CLASS = "com.example.HistorianSourceConnector";

    private static MergedConfig union(ConfigUnion union, ConnectorConfig... configs) {
        Map<String, ConnectorConfig> members = new LinkedHashMap<>();
        for (ConnectorConfig config : configs) {
            members.put("member" + members.size(), config);
        }
        return union.apply("all", members);
    }

    private static ConnectorConfig config(String... settings) {
        return TestMove.config(settings).with("connector.class", CLASS);
    }

    private static String messages(MergedConfig merged) {
        return String.join(
                "; ", merged.problems().stream().map(Problem::message).toList());
    }

    @Test
    void what_all_have_alike_is_kept_in_the_order_of_the_members() {
        MergedConfig merged = union(
                ConfigUnion.ofEqual(),
                config("name", "a", "b", "1", "a", "2", "tasks.max", "2"),
                config("name", "b", "b", "1", "a", "2", "tasks.max", "3"));

        assertThat(merged.problems()).isEmpty();
        assertThat(merged.config().orElseThrow().toMap().toString())
                .isEqualTo("{name=all, b=1, a=2, tasks.max=5, connector.class=" + CLASS + "}");
    }

    @Test
    void what_differs_is_refused_by_the_names_of_the_keys_and_not_by_values() {
        MergedConfig merged = union(
                ConfigUnion.ofEqual(), config("x", "secret-a", "y", "1", "z", "2"), config("x", "secret-b", "y", "1"));

        assertThat(merged.config()).isEmpty();
        assertThat(merged.problems()).extracting(Problem::code).containsExactly(ProblemCode.MEMBERS_DIFFER);
        assertThat(messages(merged)).endsWith("for x, z").doesNotContain("secret");
        assertThat(merged).asString().doesNotContain("secret");
    }

    @Test
    void a_null_is_not_the_same_as_a_missing_value() {
        Map<String, String> withNull = new LinkedHashMap<>();
        withNull.put("connector.class", CLASS);
        withNull.put("x", null);

        assertThat(messages(union(ConfigUnion.ofEqual(), ConnectorConfig.of(withNull), config())))
                .endsWith("for x");
        assertThat(union(ConfigUnion.ofEqual(), ConnectorConfig.of(withNull), ConnectorConfig.of(withNull))
                        .config()
                        .orElseThrow()
                        .nullKeys())
                .containsExactly("x");
    }

    @Test
    void an_alias_of_a_class_is_the_class_and_another_class_is_refused() {
        MergedConfig merged = union(
                ConfigUnion.ofEqual(),
                config("connector.class", "HistorianSource").with("connector.class", "HistorianSource"),
                config());

        assertThat(merged.config().orElseThrow().className()).isEqualTo(CLASS);
        assertThat(messages(union(
                        ConfigUnion.ofEqual(),
                        config(),
                        config().with("connector.class", "org.example.HistorianSourceConnector"))))
                .contains("different classes");
        assertThat(messages(union(ConfigUnion.ofEqual(), config(), ConnectorConfig.empty())))
                .contains("different classes");
    }

    @Test
    void masks_are_not_alike_since_what_they_hide_is_not_known() {
        MergedConfig merged = union(ConfigUnion.ofEqual(), config("password", "****"), config("password", "****"));

        assertThat(merged.problems()).extracting(Problem::code).containsExactly(ProblemCode.CONFIG_MASKED);
        assertThat(messages(merged)).endsWith("password");
    }

    @Test
    void tasks_are_summed_and_are_one_where_none_are_said() {
        assertThat(union(ConfigUnion.ofEqual(), config(), config(), config("tasks.max", " 3 "))
                        .config()
                        .orElseThrow()
                        .get("tasks.max"))
                .isEqualTo("5");
        assertThat(union(ConfigUnion.ofEqual(), config("tasks.max", "2147483647"), config("tasks.max", "2147483647"))
                        .config()
                        .orElseThrow()
                        .get("tasks.max"))
                .isEqualTo("2147483647");
        assertThat(union(ConfigUnion.ofEqual(), config("tasks.max", "${a:b}"), config("tasks.max", "${a:b}"))
                        .config()
                        .orElseThrow()
                        .get("tasks.max"))
                .isEqualTo("${a:b}");
        assertThat(messages(union(ConfigUnion.ofEqual(), config("tasks.max", "${a:b}"), config("tasks.max", "2"))))
                .contains("tasks.max");
    }

    @Test
    void lists_are_united_without_repeating_an_item() {
        ConfigUnion lists = ConfigUnion.ofEqual().lists("plants");

        assertThat(union(lists, config("plants", "a, b"), config("plants", "b,c"))
                        .config()
                        .orElseThrow()
                        .get("plants"))
                .isEqualTo("a,b,c");
        assertThat(union(lists, config("plants", "a"), config()).problems())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.COVERAGE_OVERLAPS);
        assertThat(union(lists, config("x", "1"), config("x", "1")).config()).isPresent();
    }

    @Test
    void patterns_become_alternatives_unless_they_would_mean_something_else() {
        ConfigUnion patterns = ConfigUnion.ofEqual().patterns("regex");

        assertThat(united(patterns, "a.*|b", "c")).contains("(?:a.*|b)|(?:c)");
        assertThat(united(patterns, "(?i)a", "b")).contains("(?:(?i)a)|(?:b)");
        assertThat(united(patterns, "a", "a")).contains("a");
        for (String one : List.of("(a)\\1", "\\Qab", "(?x)a # b", "(", "(?<x>a)\\k<x>", "${env:A}")) {
            assertThat(united(patterns, one, "c")).as(one).isEmpty();
        }
        assertThat(union(patterns, config("regex", "a"), config()).problems())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.MEMBERS_DIFFER);
    }

    private static java.util.Optional<String> united(ConfigUnion patterns, String one, String other) {
        return union(patterns, config("regex", one), config("regex", other))
                .config()
                .map(config -> config.getOrDefault("regex", ""));
    }

    @Test
    void a_union_is_not_changed_by_what_is_added_to_it() {
        ConfigUnion equal = ConfigUnion.ofEqual();
        equal.lists("plants");

        assertThat(messages(union(equal, config("plants", "a"), config("plants", "b"))))
                .endsWith("for plants");
        assertThatThrownBy(() -> equal.apply("all", Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_merged_config_has_no_error_and_a_refusal_has_one() {
        Problem warning = Problem.warning(ProblemCode.READS_AGAIN, "a", "b");
        Problem error = Problem.error(ProblemCode.READS_AGAIN, "a", "b");

        assertThat(MergedConfig.of(config(), warning).problems()).containsExactly(warning);
        assertThatThrownBy(() -> MergedConfig.of(config(), error)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MergedConfig.refused(List.of(warning))).isInstanceOf(IllegalArgumentException.class);
    }
}
