package io.connectmigrator.migration.internal.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.plan.ExistingOffsets;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.ProblemCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The target is created stopped while the source runs. A connector or offsets that exist already are left alone. */
class PrepareStepTest extends SimulatedClusters {

    @BeforeEach
    void runSource() {
        simulation.run(source, "orders", SOURCE);
    }

    @Test
    void the_target_is_created_and_stopped_before_the_source_is_paused() {
        List<String> seen = new ArrayList<>();
        at(
                "PUT /connectors/orders/pause on source",
                () -> seen.add(source.states("orders") + " " + target.states("orders")));

        assertThat(migrate(plan().build()).outcome()).isInstanceOf(Moved.class);

        assertThat(seen).containsExactly("{-1=RUNNING, 0=RUNNING, 1=RUNNING} {-1=STOPPED}");
        assertThat(changes()).startsWith("target CREATED", "source PAUSED");
    }

    @Test
    void the_target_gets_the_config_of_the_source_with_what_the_plan_changes() {
        MigrationPlan plan = plan().rename(name -> "new-" + name)
                .config((name, config) -> config.with("tasks.max", "1"))
                .build();

        assertThat(migrate(plan).outcome()).isInstanceOf(Moved.class);

        assertThat(target.config("new-orders"))
                .isEqualTo(Map.of("connector.class", "SimulatedSource", "name", "new-orders", "tasks.max", "1"));
    }

    @Test
    void a_target_that_an_operator_deletes_at_once_is_told_as_one_that_was_taken_away() {
        at("GET /connectors/orders/offsets on target", 1, () -> operator(target).delete());

        ConnectorReport report = migrate(plan().build());

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.PREPARE));
        assertThat(codes(report.problems())).containsExactly(ProblemCode.TARGET_TAKEN_AWAY);
        assertThat(changes()).noneMatch(change -> change.startsWith("source "));
        assertRunsOnlyOn(source);
    }

    @Test
    void a_connector_created_by_an_operator_after_the_check_is_left_alone() {
        Map<String, String> others = Map.of("connector.class", "SimulatedSource", "data", "others");
        at("POST /connectors on target", 1, () -> operator(target).create(others));

        assertNameIsTaken();

        assertThat(target.config("orders")).containsAllEntriesOf(others);
    }

    @Test
    void a_connector_created_by_an_operator_with_the_same_config_is_left_alone() {
        Map<String, String> same = new HashMap<>(SOURCE);
        same.put("name", "orders");
        at("POST /connectors on target", 1, () -> operator(target).create(same));

        assertNameIsTaken();

        assertThat(target.targetState("orders")).isEqualTo("STARTED");
    }

    private void assertNameIsTaken() {
        ConnectorReport report = migrate(plan().build());

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.PREPARE));
        assertThat(codes(report.problems())).containsExactly(ProblemCode.NAME_TAKEN);
        assertThat(steps(report)).containsExactly("check", "prepare failed", "undo prepare");
        assertThat(changes()).isEmpty();
        assertThat(source.isCopying("orders")).isTrue();
        assertThat(phases()).isEmpty();
    }

    @Test
    void offsets_of_an_earlier_connector_are_refused_and_kept() {
        Map<String, String> leftovers = leaveOffsets(target);

        ConnectorReport report = migrate(plan().build());

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.PREPARE));
        assertThat(codes(report.problems())).containsExactly(ProblemCode.LEFTOVER_OFFSETS);
        assertThat(changes()).containsExactly("target CREATED", "target DELETED");
        assertThat(offsets(target)).isEqualTo(leftovers).isNotEmpty();
        assertRunsOnlyOn(source);
    }

    @Test
    void offsets_of_an_earlier_connector_are_replaced_only_after_the_source_has_stopped() {
        Map<String, String> leftovers = leaveOffsets(target);
        List<Map<String, String>> seen = new ArrayList<>();
        at("PUT /connectors/orders/pause on source", () -> seen.add(offsets(target)));

        MigrationPlan plan = plan().existingOffsets(ExistingOffsets.REPLACE).build();
        assertThat(migrate(plan).outcome()).isInstanceOf(Moved.class);

        assertThat(seen).containsExactly(leftovers);
        assertThat(offsets(target)).doesNotContainKeys(leftovers.keySet().toArray(String[]::new));
        assertRunsOnlyOn(target);
    }
}
