package io.connectmigrator.migration.internal.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.Fault;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.plan.CutoverHook;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.RolledBack;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationOutcome.Unfinished;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.OpenMigration;
import io.connectmigrator.report.ProblemCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cut-over hook is called while neither copy runs, and is taken back after any failure. */
class CutOverStepTest extends SimulatedClusters {

    private final Records records = new Records();

    @BeforeEach
    void runSource() {
        simulation.run(source, "orders", SOURCE);
    }

    /** The caller's own records, which say where the connector runs. */
    private final class Records implements CutoverHook {

        private final List<String> calls = new ArrayList<>();
        private @Nullable Throwable failsWith;
        private @Nullable Throwable takingBackFailsWith;

        @Override
        public void cutOver(String connector, String copy) throws Exception {
            note("cut over", connector, copy, failsWith);
        }

        @Override
        public void takeBack(String connector, String copy) throws Exception {
            note("take back", connector, copy, takingBackFailsWith);
        }

        private void note(String what, String connector, String copy, @Nullable Throwable failure) throws Exception {
            calls.add(what + " " + connector + " to " + copy + ", running: " + running(copy));
            if (failure instanceof Error error) {
                throw error;
            } else if (failure instanceof Exception exception) {
                throw exception;
            }
        }

        private List<String> running(String copy) {
            return Stream.of(source, target)
                    .filter(cluster -> cluster.isCopying("orders") || cluster.isCopying(copy))
                    .map(cluster -> cluster.name())
                    .toList();
        }
    }

    private MigrationPlan planWithHook() {
        return plan().rename(name -> "new-" + name).onCutover(records).build();
    }

    @Test
    void the_hook_is_called_with_both_names_while_neither_copy_runs() {
        ConnectorReport report = migrate(planWithHook());

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertThat(records.calls).containsExactly("cut over orders to new-orders, running: []");
        assertThat(steps(report)).containsSubsequence("verify", "cut over", "resume");
    }

    static Stream<Supplier<Throwable>> failures() {
        return Stream.of(
                () -> new IOException("no route to the records"),
                () -> new IllegalStateException("closed"),
                () -> new NoSuchMethodError("gone"),
                InterruptedException::new);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void every_throwable_of_the_hook_leads_to_an_undo(Supplier<Throwable> failure) {
        records.failsWith = failure.get();

        ConnectorReport report = migrate(planWithHook());

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.CUT_OVER));
        assertThat(codes(report.problems())).containsExactly(ProblemCode.CUT_OVER_FAILED);
        assertThat(records.calls)
                .containsExactly(
                        "cut over orders to new-orders, running: []",
                        "take back orders to new-orders, running: [source]");
        assertThat(target.connectorNames()).isEmpty();
        assertRunsOnlyOn(source);
    }

    @Test
    void the_hook_is_neither_called_nor_taken_back_if_an_earlier_step_fails() {
        at("PATCH /connectors/new-orders/offsets on target", Fault.SERVER_ERROR);

        assertThat(migrate(planWithHook()).outcome()).isEqualTo(new Undone(MigrationStep.WRITE));

        assertThat(records.calls).isEmpty();
    }

    @Test
    void all_other_steps_are_undone_if_taking_the_hook_back_fails() {
        records.failsWith = new IOException("no route to the records");
        records.takingBackFailsWith = records.failsWith;

        ConnectorReport report = migrate(planWithHook());

        assertThat(report.outcome()).isEqualTo(new Unfinished(MigrationStep.CUT_OVER));
        assertThat(steps(report)).contains("undo quiesce", "undo cut over failed", "undo write", "undo prepare");
        assertThat(stages()).containsExactly(OpenMigration.Stage.UNDOING);
        assertThat(target.connectorNames()).isEmpty();
        assertRunsOnlyOn(source);
    }

    @Test
    void a_rollback_takes_the_hook_back_while_neither_copy_runs() {
        assertThat(migrate(planWithHook()).outcome()).isInstanceOf(Moved.class);
        records.calls.clear();

        assertThat(rollback(planWithHook()).outcome()).isInstanceOf(RolledBack.class);

        assertThat(records.calls).containsExactly("take back orders to new-orders, running: []");
        assertRunsOnlyOn(source);
    }
}
