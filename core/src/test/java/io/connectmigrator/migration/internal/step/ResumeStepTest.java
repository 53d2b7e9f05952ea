package io.connectmigrator.migration.internal.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.internal.Json;
import io.connectmigrator.lab.sim.Fault;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.RolledBack;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationOutcome.Unfinished;
import io.connectmigrator.report.MigrationPhase;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The target is resumed only if neither side has changed, and the step waits until all of its tasks run. */
class ResumeStepTest extends SimulatedClusters {

    private static final String FIRST = "[\"orders\",{\"data\":\"data\",\"shard\":0}]";
    private static final String WRITTEN = "PATCH /connectors/orders/offsets on target answered";

    /** The sixth write to the journal says that the target is about to be resumed. */
    private static final int NOTED = 6;

    @BeforeEach
    void runSource() {
        simulation.run(source, "orders", SOURCE);
    }

    @Test
    void the_connector_has_moved_when_all_tasks_of_the_target_run() {
        ConnectorReport report = migrate(plan().build());

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertThat(target.states("orders")).isEqualTo(Map.of(-1, "RUNNING", 0, "RUNNING", 1, "RUNNING"));
        assertThat(report.downtime()).isPositive().isLessThan(Duration.ofSeconds(1));
        assertThat(phases()).containsExactly(MigrationPhase.MOVED);
        assertRunsOnlyOn(target);
    }

    @Test
    void a_target_with_a_failed_task_can_be_rolled_back() {
        MigrationPlan plan = plan().config((name, config) -> config.with("fail", "task-start"))
                .build();

        ConnectorReport report = migrate(plan);

        assertThat(report.outcome()).isEqualTo(new Unfinished(MigrationStep.RESUME));
        assertThat(codes(report.problems())).containsExactly(ProblemCode.TASK_FAILED);
        assertThat(source.targetState("orders")).isEqualTo("STOPPED");
        assertThat(phases()).containsExactly(MigrationPhase.MOVING);
        assertThat(rollback(plan).outcome()).isInstanceOf(RolledBack.class);
        assertRunsOnlyOn(source);
    }

    @Test
    void a_target_that_fails_before_it_has_tasks_is_stopped_for_good_before_the_source_is_resumed() {
        MigrationPlan plan = plan().config((name, config) ->
                        config.with("connector.class", "SequenceSource").with("tasks.beyond.max", "2"))
                .build();

        ConnectorReport report = migrate(plan);

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.RESUME));
        assertThat(codes(report.problems())).containsExactly(ProblemCode.TASK_FAILED);
        assertThat(changes())
                .containsSubsequence("target STARTED", "target STOPPED", "source STARTED", "target DELETED");
        assertThat(phases()).isEmpty();
        assertRunsOnlyOn(source);
        assertThat(migrate(plan().build()).outcome()).isInstanceOf(Moved.class);
    }

    @Test
    void the_target_is_not_resumed_if_an_operator_has_resumed_the_source() {
        at(WRITTEN, () -> operator(source).resume());

        assertUndone(ProblemCode.SOURCE_CHANGED);
        assertRunsOnlyOn(source);
    }

    @Test
    void the_target_is_not_resumed_if_an_operator_has_reconfigured_the_source() {
        at(WRITTEN, () -> operator(source).reconfigure("changed", "true"));

        assertUndone(ProblemCode.SOURCE_CHANGED);
        assertRunsOnlyOn(source);
    }

    @Test
    void the_target_is_not_resumed_if_the_source_has_committed_after_the_snapshot() {
        String first = offsets(source).get(FIRST);
        at("journal save", NOTED, () -> kafka.offsetTopic(source.offsetTopic()).write(FIRST, first));

        assertUndone(ProblemCode.SOURCE_CHANGED);
    }

    @Test
    void the_target_is_not_resumed_if_an_operator_has_changed_its_offsets() {
        at("journal save", NOTED, () -> kafka.offsetTopic(target.offsetTopic()).write(FIRST, "{\"sequence\":1}"));

        assertUndone(ProblemCode.TARGET_CHANGED);
        assertRunsOnlyOn(source);
    }

    @Test
    void the_target_is_not_resumed_if_an_operator_has_reset_its_offsets() {
        at("journal save", NOTED, () -> operator(target).resetOffsets());

        assertUndone(ProblemCode.TARGET_CHANGED);
        assertRunsOnlyOn(source);
    }

    @Test
    void a_target_deleted_by_an_operator_ends_in_an_undo() {
        at("journal save", NOTED, () -> operator(target).delete());

        assertUndone(ProblemCode.TARGET_CHANGED);
        assertRunsOnlyOn(source);
    }

    private void assertUndone(ProblemCode code) {
        ConnectorReport report = migrate(plan().build());

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.RESUME));
        assertThat(codes(report.problems())).containsExactly(code);
        assertThat(changes()).doesNotContain("target STARTED");
        assertTargetUntouched();
        assertThat(source.isCopying("orders")).isTrue();
    }

    @Test
    void the_target_is_not_resumed_if_an_operator_has_reconfigured_it() {
        at(WRITTEN, () -> operator(target).reconfigure("changed", "true"));

        ConnectorReport report = migrate(plan().build());

        assertThat(report.outcome()).isEqualTo(new Unfinished(MigrationStep.RESUME));
        assertThat(codes(report.problems())).contains(ProblemCode.TARGET_CHANGED);
        assertThat(target.config("orders")).containsEntry("changed", "true");
        assertThat(target.targetState("orders")).isEqualTo("STOPPED");
        assertRunsOnlyOn(source);
    }

    @Test
    void a_target_resumed_by_an_operator_runs_alone_and_the_next_call_continues() {
        at("journal save", NOTED, () -> operator(target).resume());

        ConnectorReport report = migrate(plan().build());

        assertThat(report.outcome()).isEqualTo(new Unfinished(MigrationStep.RESUME));
        assertThat(codes(report.problems())).contains(ProblemCode.TARGET_CHANGED);
        assertRunsOnlyOn(target);
        assertThat(migrate(plan().build()).outcome()).isInstanceOf(Moved.class);
        assertThat(changes()).doesNotContain("target STARTED", "source STARTED");
        assertRunsOnlyOn(target);
    }

    @Test
    void a_target_resumed_by_an_operator_can_be_rolled_back() {
        at("journal save", NOTED, () -> operator(target).resume());
        assertThat(migrate(plan().build()).outcome()).isEqualTo(new Unfinished(MigrationStep.RESUME));
        simulation.sleep(Duration.ofSeconds(1));

        assertThat(rollback(plan().build()).outcome()).isInstanceOf(RolledBack.class);

        assertRunsOnlyOn(source);
    }

    @Test
    void a_source_deleted_by_an_operator_leaves_the_target_stopped_with_its_offsets() {
        sourceDeleted();

        assertThat(target.targetState("orders")).isEqualTo("STOPPED");
        assertThat(offsets(target)).isEqualTo(offsets(source)).hasSize(2);
    }

    @Test
    void a_source_deleted_and_created_again_by_an_operator_can_be_rolled_back_to() {
        sourceDeleted();
        Map<String, String> config = new HashMap<>(SOURCE);
        config.put("name", "orders");
        simulation.send(
                source.leader(),
                "POST",
                "/connectors",
                Json.write(Map.of("name", "orders", "config", config, "initial_state", "STOPPED")));
        simulation.sleep(Duration.ofSeconds(1));

        assertThat(rollback(plan().build()).outcome()).isInstanceOf(RolledBack.class);

        assertRunsOnlyOn(source);
        assertTargetUntouched();
    }

    private void sourceDeleted() {
        at("journal save", NOTED, () -> operator(source).delete());

        ConnectorReport report = migrate(plan().build());

        assertThat(report.outcome()).isEqualTo(new Unfinished(MigrationStep.RESUME));
        assertThat(codes(report.problems())).contains(ProblemCode.SOURCE_CHANGED);
    }

    @Test
    void a_resume_request_that_fails_is_repeated() {
        at("PUT /connectors/orders/resume on target", Fault.SERVER_ERROR);

        assertThat(migrate(plan().build()).outcome()).isInstanceOf(Moved.class);

        assertThat(changes()).containsOnlyOnce("target STARTED");
        assertRunsOnlyOn(target);
    }

    @Test
    void a_resume_request_whose_answer_is_lost_is_not_repeated() {
        at("PUT /connectors/orders/resume on target", Fault.ANSWER_LOST);

        assertThat(migrate(plan().build()).outcome()).isInstanceOf(Moved.class);

        assertThat(changes()).containsOnlyOnce("target STARTED");
        assertRunsOnlyOn(target);
    }
}
