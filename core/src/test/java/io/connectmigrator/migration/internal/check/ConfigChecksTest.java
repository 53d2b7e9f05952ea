package io.connectmigrator.migration.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.lab.sim.ConnectVersion;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.lab.sim.SimulatedConnect;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import io.connectmigrator.report.ProblemCode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks of the config that the target is to get, and of the functions of the plan that make it. */
class ConfigChecksTest extends SimulatedClusters {

    private void runs(SimulatedConnect cluster, Map<String, String> config) {
        simulation.run(cluster, "orders", config);
    }

    @AfterEach
    void nothingIsChanged() {
        assertThat(changes()).isEmpty();
        assertThat(journal.entries()).isEmpty();
    }

    @Test
    void a_plugin_that_is_missing() {
        runs(source, SOURCE);

        assertError(
                plan().config((name, config) -> config.with("connector.class", "NoSuchSource"))
                        .build(),
                ProblemCode.PLUGIN_MISSING);
    }

    @Test
    void a_mask_in_place_of_a_value() {
        Map<String, String> masked = new HashMap<>(SOURCE);
        masked.put("password", "********");
        runs(source, masked);

        assertError(plan().build(), ProblemCode.CONFIG_MASKED);
        assertThat(check(plan().config((name, config) -> config.with("password", "known"))
                                .build())
                        .passed())
                .isTrue();
    }

    @Test
    void a_config_that_the_target_finds_invalid() {
        runs(source, Map.of("connector.class", "SequenceSource", "topic", "numbers"));

        assertError(
                plan().config((name, config) -> config.with("required.port", "0"))
                        .build(),
                ProblemCode.CONFIG_INVALID);
        assertThat(check(plan().build()).passed()).isTrue();
    }

    @Test
    void a_config_with_a_key_that_has_no_value() {
        runs(source, SOURCE);
        Map<String, String> withNull = new HashMap<>(SOURCE);
        withNull.put("transforms", null);

        assertError(plan().configFrom(name -> ConnectorConfig.of(withNull)).build(), ProblemCode.CONFIG_NULL_VALUE);
    }

    @Test
    void a_function_of_the_plan_that_throws_is_named_without_its_message() {
        runs(source, SOURCE);
        MigrationPlan plan = plan().config((name, config) -> {
                    throw new IllegalStateException("password is hunter2");
                })
                .build();

        assertThat(check(plan).problems())
                .allSatisfy(problem -> assertThat(problem.code()).isEqualTo(ProblemCode.PLAN_FUNCTION_FAILED))
                .isNotEmpty();
        assertThat(check(plan).toString()).contains("IllegalStateException").doesNotContain("hunter2");
    }

    @Test
    void more_tasks_than_the_config_allows() {
        SimulatedConnect older = simulation.connect("older", ConnectVersion.V3_6, 1, kafka);
        runs(older, Map.of("connector.class", "SequenceSource", "topic", "numbers", "tasks.beyond.max", "2"));

        assertError(plan(older, target).build(), ProblemCode.TOO_MANY_TASKS);
        assertThat(codes(check(plan(older, target)
                                .config((name, config) -> config.with("tasks.max", "3"))
                                .build())
                        .problems()))
                .isEmpty();
        assertThat(codes(check(plan(older, simulation.connect("old", ConnectVersion.V3_7, 1, kafka))
                                .build())
                        .problems()))
                .isEmpty();
    }

    @Test
    void a_setting_that_only_the_plugin_of_the_source_knows() {
        SimulatedConnect older = simulation.connect("older", ConnectVersion.V3_9, 1, kafka);
        runs(older, Map.of("connector.class", "SequenceSource", "topic", "numbers", "dropped.in.4.3.1", "yes"));

        assertWarning(plan(older, target).build(), ProblemCode.SETTING_UNKNOWN);
        assertThat(codes(check(plan(older, target)
                                .config((name, config) -> config.without("dropped.in.4.3.1"))
                                .build())
                        .problems()))
                .isEmpty();
    }

    @Test
    void settings_of_converters_are_obeyed_by_workers_that_do_not_define_them() {
        runs(
                source,
                Map.of(
                        "connector.class",
                        "SequenceSource",
                        "topic",
                        "numbers",
                        "value.converter.schemas.enable",
                        "false"));
        SimulatedConnect older = simulation.connect("older", ConnectVersion.V3_7, 1, kafka);

        assertThat(codes(check(plan(source, older).build()).problems())).isEmpty();
    }

    @Test
    void a_placeholder_that_the_target_leaves_as_it_is() {
        runs(source, Map.of("connector.class", "SequenceSource", "topic", "numbers"));
        UnaryOperator<MigrationPlanBuilder> placeholder =
                plan -> plan.config((name, config) -> config.with("password", "${vault:orders:password}"));

        assertError(placeholder.apply(plan()).build(), ProblemCode.PLACEHOLDER_UNRESOLVED);
        // From this version on, workers show placeholders instead of what they stand for.
        SimulatedConnect newer = simulation.connect("newer", ConnectVersion.V4_4, 1, kafka);
        assertThat(codes(check(placeholder.apply(plan(source, newer)).build()).problems()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", " orders", "orders ", "half\uD800"})
    void a_name_that_no_connector_can_be_asked_for_by(String name) {
        runs(source, SOURCE);

        assertError(plan().rename(old -> name).build(), ProblemCode.NAME_UNUSABLE);
    }
}
