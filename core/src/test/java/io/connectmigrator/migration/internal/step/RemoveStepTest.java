package io.connectmigrator.migration.internal.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.Fault;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.plan.ExistingOffsets;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.RolledBack;
import io.connectmigrator.report.MigrationOutcome.Unfinished;
import io.connectmigrator.report.MigrationPhase;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.ProblemCode;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** At the end of a rollback the target is deleted and the offsets that it had before are restored. */
class RemoveStepTest extends SimulatedClusters {

    private static final String RESUMED = "PUT /connectors/orders/resume on source answered";

    private Map<String, String> before = Map.of();

    @BeforeEach
    void move() {
        before = leaveOffsets(target);
        simulation.run(source, "orders", SOURCE);
        assertThat(migrate(plan().existingOffsets(ExistingOffsets.REPLACE).build())
                        .outcome())
                .isInstanceOf(Moved.class);
    }

    private ConnectorReport rollback() {
        return rollback(plan().existingOffsets(ExistingOffsets.REPLACE).build());
    }

    @Test
    void the_target_is_deleted_last_and_its_earlier_offsets_are_restored() {
        ConnectorReport report = rollback();

        assertThat(report.outcome()).isInstanceOf(RolledBack.class);
        assertThat(steps(report)).endsWith("resume", "remove");
        assertThat(changes()).endsWith("target DELETED");
        assertThat(target.connectorNames()).isEmpty();
        assertThat(offsets(target)).isEqualTo(before).isNotEmpty();
        assertThat(phases()).isEmpty();
        assertRunsOnlyOn(source);
    }

    @Test
    void a_target_reconfigured_by_an_operator_is_not_deleted() {
        at(RESUMED, () -> operator(target).reconfigure("changed", "true"));

        assertNotDeleted();

        assertThat(target.config("orders")).containsEntry("changed", "true");
        assertRunsOnlyOn(source);
    }

    @Test
    void a_target_resumed_by_an_operator_is_not_deleted() {
        at(RESUMED, () -> operator(target).resume());

        assertNotDeleted();
    }

    private void assertNotDeleted() {
        ConnectorReport report = rollback();

        assertThat(report.outcome()).isEqualTo(new Unfinished(MigrationStep.REMOVE));
        assertThat(codes(report.problems())).containsExactly(ProblemCode.SOURCE_CHANGED);
        assertThat(changes()).doesNotContain("target DELETED");
        assertThat(phases()).containsExactly(MigrationPhase.ROLLING_BACK);
    }

    @Test
    void a_target_deleted_by_an_operator_is_rolled_back() {
        at(RESUMED, () -> operator(target).delete());

        assertThat(rollback().outcome()).isInstanceOf(RolledBack.class);

        assertThat(changes()).doesNotContain("target DELETED");
        assertRunsOnlyOn(source);
    }

    @Test
    void a_delete_request_whose_answer_is_lost_is_not_an_error() {
        at("DELETE /connectors/orders on target", Fault.ANSWER_LOST);

        assertThat(rollback().outcome()).isInstanceOf(RolledBack.class);

        assertThat(target.connectorNames()).isEmpty();
        assertThat(phases()).isEmpty();
    }
}
