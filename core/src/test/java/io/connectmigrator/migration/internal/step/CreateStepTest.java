package io.connectmigrator.migration.internal.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.ConnectVersion;
import io.connectmigrator.lab.sim.Fault;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.RolledBack;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationOutcome.Unfinished;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.ProblemCode;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On workers that start every connector they create, the target is created last, and only if neither side has changed. */
class CreateStepTest extends SimulatedClusters {

    private static final Map<String, String> OTHERS = Map.of("connector.class", "SimulatedSource", "data", "others");
    private static final String FIRST = "[\"orders\",{\"data\":\"data\",\"shard\":0}]";
    private static final String WRITTEN = "alter offsets of orders on target answered";

    /** The fifth write to the journal says that the target is about to be created. */
    private static final int NOTED = 5;

    CreateStepTest() {
        super(ConnectVersion.V4_3, ConnectVersion.V3_6);
    }

    @BeforeEach
    void runSource() {
        simulation.run(source, "orders", SOURCE);
    }

    private MigrationPlanBuilder planOverTopics() {
        return planOverTopics(source, target);
    }

    @Test
    void the_target_is_created_after_its_offsets_were_written_and_all_of_its_tasks_run() {
        ConnectorReport report = migrate(planOverTopics().build());

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertThat(changes()).endsWith("target OFFSETS_ALTERED", "target CREATED");
        assertThat(target.states("orders")).isEqualTo(Map.of(-1, "RUNNING", 0, "RUNNING", 1, "RUNNING"));
        assertRunsOnlyOn(target);
    }

    @Test
    void a_connector_created_by_an_operator_is_left_alone() {
        at("journal save", NOTED, () -> operator(target).create(OTHERS));

        ConnectorReport report = migrate(planOverTopics().build());

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.RESUME));
        assertThat(codes(report.problems())).containsExactly(ProblemCode.NAME_TAKEN);
        assertThat(target.config("orders")).containsAllEntriesOf(OTHERS);
        assertThat(source.isCopying("orders")).isTrue();
    }

    @Test
    void a_target_created_by_an_operator_with_the_same_config_is_the_only_copy_that_runs() {
        Map<String, String> same = new HashMap<>(SOURCE);
        same.put("name", "orders");
        at("journal save", NOTED, () -> operator(target).create(same));

        ConnectorReport report = migrate(planOverTopics().build());

        assertThat(report.outcome()).isEqualTo(new Unfinished(MigrationStep.RESUME));
        assertThat(codes(report.problems())).containsExactly(ProblemCode.NAME_TAKEN, ProblemCode.TARGET_CHANGED);
        assertThat(changes()).doesNotContain("target CREATED", "source STARTED");
        assertRunsOnlyOn(target);
    }

    @Test
    void the_target_is_not_created_if_an_operator_has_resumed_the_source() {
        at(WRITTEN, () -> operator(source).resume());

        assertUndone(ProblemCode.SOURCE_CHANGED);
    }

    @Test
    void the_target_is_not_created_if_an_operator_has_changed_its_offsets() {
        at("journal save", NOTED, () -> kafka.offsetTopic(target.offsetTopic()).write(FIRST, "{\"sequence\":1}"));

        assertUndone(ProblemCode.TARGET_CHANGED);
    }

    private void assertUndone(ProblemCode code) {
        ConnectorReport report = migrate(planOverTopics().build());

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.RESUME));
        assertThat(codes(report.problems())).containsExactly(code);
        assertThat(changes()).doesNotContain("target CREATED");
        assertRunsOnlyOn(source);
        assertTargetUntouched();
    }

    @Test
    void a_create_request_whose_answer_is_lost_is_not_repeated() {
        at("POST /connectors on target", 1, Fault.ANSWER_LOST);

        assertThat(migrate(planOverTopics().build()).outcome()).isInstanceOf(Moved.class);

        assertThat(changes()).containsOnlyOnce("target CREATED");
        assertRunsOnlyOn(target);
    }

    @Test
    void a_create_request_that_is_never_executed_ends_in_an_undo() {
        at("POST /connectors on target", 1, Fault.NO_ANSWER_NOT_DONE);

        ConnectorReport report = migrate(planOverTopics().build());

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.RESUME));
        assertRunsOnlyOn(source);
        assertTargetUntouched();
    }

    @Test
    void a_target_with_a_failed_task_can_be_rolled_back() {
        MigrationPlan plan = planOverTopics()
                .config((name, config) -> config.with("fail", "task-start"))
                .build();

        ConnectorReport report = migrate(plan);

        assertThat(report.outcome()).isEqualTo(new Unfinished(MigrationStep.RESUME));
        assertThat(codes(report.problems())).contains(ProblemCode.TASK_FAILED);
        assertThat(rollback(plan).outcome()).isInstanceOf(RolledBack.class);
        assertRunsOnlyOn(source);
    }
}
