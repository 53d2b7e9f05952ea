package io.connectmigrator.migration.internal.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationOutcome.Unfinished;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The written offsets are read back. Before a hook is called the source is verified as well. */
class VerifyStepTest extends SimulatedClusters {

    private static final String FIRST = "[\"orders\",{\"data\":\"data\",\"shard\":0}]";
    private static final String WRITTEN = "PATCH /connectors/orders/offsets on target answered";

    private final List<String> cutOver = new ArrayList<>();

    @BeforeEach
    void runSource() {
        simulation.run(source, "orders", SOURCE);
    }

    private MigrationPlan planWithHook() {
        return plan().onCutover((connector, copy) -> cutOver.add(connector)).build();
    }

    @Test
    void an_offset_that_differs_from_the_written_one_ends_in_an_undo() {
        at(WRITTEN, () -> kafka.offsetTopic(target.offsetTopic()).write(FIRST, "{\"sequence\":1}"));

        ConnectorReport report = migrate(plan().build());

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.VERIFY));
        assertThat(codes(report.problems())).containsExactly(ProblemCode.OFFSETS_NOT_AS_WRITTEN);
        assertRunsOnlyOn(source);
        assertTargetUntouched();
    }

    @Test
    void an_offset_that_is_missing_on_the_target_ends_in_an_undo() {
        at(WRITTEN, () -> kafka.offsetTopic(target.offsetTopic()).write(FIRST, null));

        ConnectorReport report = migrate(plan().build());

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.VERIFY));
        assertThat(codes(report.problems())).containsExactly(ProblemCode.OFFSETS_NOT_AS_WRITTEN);
        assertRunsOnlyOn(source);
    }

    @Test
    void the_hook_is_not_called_if_the_source_has_committed_after_the_snapshot() {
        at(WRITTEN, () -> kafka.offsetTopic(source.offsetTopic()).write(FIRST, "{\"sequence\":5000}"));

        ConnectorReport report = migrate(planWithHook());

        assertSourceChanged(report);
        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.VERIFY));
        assertThat(source.isCopying("orders")).isTrue();
    }

    @Test
    void the_hook_is_not_called_if_an_operator_has_resumed_the_source() {
        at(WRITTEN, () -> operator(source).resume());

        ConnectorReport report = migrate(planWithHook());

        assertSourceChanged(report);
        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.VERIFY));
        assertRunsOnlyOn(source);
    }

    @Test
    void the_hook_is_not_called_if_an_operator_has_reconfigured_the_source() {
        at(WRITTEN, () -> operator(source).reconfigure("changed", "true"));

        ConnectorReport report = migrate(planWithHook());

        assertSourceChanged(report);
        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.VERIFY));
        assertThat(source.config("orders")).containsEntry("changed", "true");
        assertRunsOnlyOn(source);
    }

    @Test
    void the_hook_is_not_called_if_an_operator_has_deleted_the_source() {
        at(WRITTEN, () -> operator(source).delete());

        ConnectorReport report = migrate(planWithHook());

        assertSourceChanged(report);
        assertThat(report.outcome()).isEqualTo(new Unfinished(MigrationStep.VERIFY));
        assertThat(target.targetState("orders")).isEqualTo("STOPPED");
    }

    private void assertSourceChanged(ConnectorReport report) {
        assertThat(codes(report.problems())).contains(ProblemCode.SOURCE_CHANGED);
        assertThat(steps(report)).contains("verify failed").doesNotContain("cut over", "undo cut over");
        assertThat(cutOver).isEmpty();
        assertThat(changes()).doesNotContain("target STARTED");
    }
}
