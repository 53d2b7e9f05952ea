package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.ConnectVersion;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.ProblemCode;
import org.junit.jupiter.api.Test;

/** Over REST nothing can be rolled back to workers that cannot alter offsets. */
class RollbackToOldWorkersTest extends SimulatedClusters {

    RollbackToOldWorkersTest() {
        super(ConnectVersion.V3_5, ConnectVersion.V4_3);
    }

    @Test
    void a_rollback_is_undone_and_the_target_continues() {
        simulation.run(source, "orders", SOURCE);
        ConnectorReport moved = migrate(plan().build());
        assertThat(moved.outcome()).isInstanceOf(Moved.class);
        assertThat(codes(moved.problems())).containsExactly(ProblemCode.NO_WAY_BACK_OVER_REST);

        ConnectorReport report = rollback(plan().build());

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.WRITE));
        assertThat(codes(report.problems())).contains(ProblemCode.NOT_SUPPORTED);
        assertThat(source.targetState("orders")).isEqualTo("STOPPED");
        assertRunsOnlyOn(target);
    }
}
