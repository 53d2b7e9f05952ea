package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.lab.sim.SimulatedConnect;
import io.connectmigrator.report.ProblemCode;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
}
