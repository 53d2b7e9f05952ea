package io.connectmigrator.migration.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.Fault;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import io.connectmigrator.plan.ExistingOffsets;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.RolledBack;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationOutcome.Unfinished;
import io.connectmigrator.report.MigrationPhase;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.ProblemCode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** After a failure before the resume, the source is in its earlier state, and the target is as before the migration. */
class UndoTest extends SimulatedClusters {

    /** Which of the requests for the offsets of the target is the last one before it is deleted. */
    private static final int LAST_BEFORE_DELETION = 9;

    @BeforeEach
    void runSource() {
        simulation.run(source, "orders", SOURCE);
    }

    private MigrationPlanBuilder planWhoseHookFails() {
        return plan().onCutover((connector, copy) -> {
            throw new IOException("no route to the records");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PUT /connectors/orders/pause on source     | 1 | QUIESCE  | undo quiesce, undo prepare
            PUT /connectors/orders/stop on source      | 1 | QUIESCE  | undo quiesce, undo prepare
            GET /connectors/orders/offsets on source   | 3 | SNAPSHOT | undo quiesce, undo prepare
            PATCH /connectors/orders/offsets on target | 1 | WRITE    | undo quiesce, undo write, undo prepare
            GET /connectors/orders/offsets on target   | 2 | VERIFY   | undo quiesce, undo write, undo prepare
            """)
    void all_steps_up_to_the_failed_one_are_undone_and_the_source_first(
            String point, int number, MigrationStep step, String undone) {
        at(point, number, Fault.SERVER_ERROR);

        ConnectorReport report = migrate(plan().build());

        assertThat(report.outcome()).isEqualTo(new Undone(step));
        List<String> steps = steps(report);
        assertThat(steps.subList(steps.indexOf(step + " failed") + 1, steps.size()))
                .containsExactlyInAnyOrder(undone.split(", "));
        assertThat(changes()).containsSubsequence("source STARTED", "target DELETED");
        assertThat(phases()).isEmpty();
        assertRunsOnlyOn(source);
        assertTargetUntouched();
    }

    @Test
    void a_failed_creation_leaves_nothing_on_the_target() {
        at("POST /connectors on target", 1, Fault.SERVER_ERROR);

        assertThat(migrate(plan().build()).outcome()).isEqualTo(new Undone(MigrationStep.PREPARE));

        assertThat(changes()).isEmpty();
        assertRunsOnlyOn(source);
        assertTargetUntouched();
    }

    @Test
    void a_target_that_an_operator_changes_while_its_offsets_are_put_back_is_not_deleted() {
        at(
                "GET /connectors/orders/offsets on target answered",
                LAST_BEFORE_DELETION,
                () -> operator(target).reconfigure("changed", "true"));

        ConnectorReport report = migrate(planWhoseHookFails().build());

        assertThat(codes(report.problems())).contains(ProblemCode.NAME_TAKEN);
        assertThat(target.config("orders")).containsEntry("changed", "true");
        assertThat(source.isCopying("orders")).isTrue();
    }

    @Test
    void the_cut_over_is_undone_after_the_quiesce_and_before_the_write() {
        ConnectorReport report = migrate(planWhoseHookFails().build());

        assertThat(steps(report))
                .endsWith("cut over failed", "undo quiesce", "undo cut over", "undo write", "undo prepare");
    }

    @Test
    void a_paused_source_is_paused_again() {
        operator(source).pause();
        simulation.sleep(Duration.ofSeconds(1));

        assertThat(migrate(planWhoseHookFails().build()).outcome()).isEqualTo(new Undone(MigrationStep.CUT_OVER));

        assertThat(source.states("orders")).isEqualTo(Map.of(-1, "PAUSED"));
        assertThat(changes()).containsSubsequence("source STOPPED", "source PAUSED");
    }

    @Test
    void a_stopped_source_stays_stopped() {
        operator(source).stop();
        simulation.sleep(Duration.ofSeconds(1));

        assertThat(migrate(planWhoseHookFails().build()).outcome()).isEqualTo(new Undone(MigrationStep.CUT_OVER));

        assertThat(source.targetState("orders")).isEqualTo("STOPPED");
        assertThat(changes()).noneMatch(change -> change.startsWith("source"));
    }

    @Test
    void replaced_offsets_are_restored() {
        Map<String, String> leftovers = leaveOffsets(target);

        ConnectorReport report = migrate(
                planWhoseHookFails().existingOffsets(ExistingOffsets.REPLACE).build());

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.CUT_OVER));
        assertThat(offsets(target)).isEqualTo(leftovers).isNotEmpty();
        assertThat(target.connectorNames()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PUT /connectors/orders/resume on source", "DELETE /connectors/orders on target", "journal save"})
    void an_undo_that_fails_is_tried_again(String point) {
        MigrationPlan plan = plan().onCutover((connector, copy) -> {
                    at(point, point.startsWith("journal") ? Fault.FAILS_BEFORE : Fault.SERVER_ERROR);
                    throw new IOException("no route to the records");
                })
                .build();

        assertThat(migrate(plan).outcome()).isEqualTo(new Undone(MigrationStep.CUT_OVER));

        assertRunsOnlyOn(source);
        assertTargetUntouched();
    }

    @Test
    void a_source_that_is_unreachable_until_the_undo_timeout_is_resumed_by_the_next_call() {
        MigrationPlan plan = plan().onCutover((connector, copy) -> {
                    source.leader().restart(0, Duration.ofMinutes(30).toNanos());
                    throw new IOException("no route to the records");
                })
                .build();

        ConnectorReport report = migrate(plan);

        assertThat(report.outcome()).isEqualTo(new Unfinished(MigrationStep.CUT_OVER));
        assertThat(steps(report)).contains("undo quiesce failed", "undo write", "undo prepare");
        assertThat(phases()).containsExactly(MigrationPhase.UNDOING);
        simulation.sleep(Duration.ofMinutes(30));
        assertThat(migrate(plan().build()).outcome()).isInstanceOf(Moved.class);
        assertThat(changes()).containsSubsequence("source STOPPED", "source STARTED", "source STOPPED");
        assertRunsOnlyOn(target);
    }

    @Test
    void a_target_that_is_unreachable_until_the_timeout_is_cleaned_up_by_a_rollback() {
        at(
                "PUT /connectors/orders/stop on source",
                () -> target.leader().restart(0, Duration.ofHours(2).toNanos()));

        ConnectorReport report = migrate(plan().build());

        assertThat(report.outcome()).isEqualTo(new Unfinished(MigrationStep.WRITE));
        assertThat(steps(report)).contains("undo quiesce", "undo prepare failed");
        assertRunsOnlyOn(source);
        simulation.sleep(Duration.ofHours(2));
        assertThat(rollback(plan().build()).outcome()).isInstanceOf(RolledBack.class);
        assertRunsOnlyOn(source);
        assertTargetUntouched();
    }

    @Test
    void the_source_is_not_resumed_if_an_operator_has_resumed_the_target() {
        MigrationPlan plan = plan().onCutover((connector, copy) -> {
                    operator(target).resume();
                    simulation.sleep(Duration.ofMillis(250));
                    throw new IOException("no route to the records");
                })
                .build();

        ConnectorReport report = migrate(plan);

        assertThat(report.outcome()).isEqualTo(new Unfinished(MigrationStep.CUT_OVER));
        assertThat(codes(report.problems())).containsExactly(ProblemCode.CUT_OVER_FAILED, ProblemCode.TARGET_CHANGED);
        assertRunsOnlyOn(target);
    }
}
