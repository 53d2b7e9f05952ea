package io.connectmigrator.migration.internal.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.connectmigrator.lab.sim.Fault;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationRun;
import io.connectmigrator.plan.Cutover;
import io.connectmigrator.plan.CutoverHook;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        private final List<Cutover> told = new ArrayList<>();
        private @Nullable Throwable failsWith;
        private @Nullable Throwable takingBackFailsWith;

        @Override
        public void cutOver(Cutover cutover) throws Exception {
            note("cut over", cutover, failsWith);
        }

        @Override
        public void takeBack(Cutover cutover) throws Exception {
            note("take back", cutover, takingBackFailsWith);
        }

        private void note(String what, Cutover cutover, @Nullable Throwable failure) throws Exception {
            told.add(cutover);
            calls.add(what + " " + cutover.connector() + " to " + cutover.target() + ", running: "
                    + running(cutover.target()));
            process.callersCode(what);
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
        assertThat(phases()).containsExactly(MigrationPhase.UNDOING);
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

    @Test
    void the_hook_is_told_the_clusters_the_attributes_and_the_run() {
        MigrationPlan plan = plan().rename(name -> "new-" + name)
                .attribute("team", "blue")
                .onCutover(records)
                .build();
        MigrationRun run = migrator().start(plan);
        report(run);
        MigrationRun back = migrator().startRollback(plan);
        report(back);

        assertThat(records.told)
                .extracting(
                        Cutover::connector,
                        Cutover::from,
                        Cutover::target,
                        Cutover::to,
                        Cutover::attributes,
                        Cutover::runId,
                        Cutover::isRepeat)
                .containsExactly(
                        tuple("orders", "source", "new-orders", "target", Map.of("team", "blue"), run.id(), false),
                        tuple("orders", "source", "new-orders", "target", Map.of("team", "blue"), back.id(), false));
    }

    @Test
    void a_hook_that_failed_and_is_called_again_is_told_so() {
        records.failsWith = new IOException("no route to the records");
        records.takingBackFailsWith = records.failsWith;

        assertThat(migrate(planWithHook()).outcome()).isEqualTo(new Unfinished(MigrationStep.CUT_OVER));

        assertThat(records.told).hasSizeGreaterThan(2);
        assertThat(records.told.subList(0, 2)).noneMatch(Cutover::isRepeat);
        assertThat(records.told.subList(2, records.told.size())).allMatch(Cutover::isRepeat);
    }

    @Test
    void a_hook_that_a_process_which_died_may_have_called_is_told_so() {
        at("call cut over", () -> process.kill());
        migrator().start(planWithHook());
        simulation.sleep(Duration.ofSeconds(5));
        restart();
        assertThat(records.told).singleElement().matches(cutover -> !cutover.isRepeat(), "the first call");

        assertThat(migrate(planWithHook()).outcome()).isInstanceOf(Moved.class);

        assertThat(records.told).hasSize(2).last().matches(Cutover::isRepeat, "a repeated call");
        assertThat(target.isCopying("new-orders")).isTrue();
    }

    @Test
    void a_hook_of_two_lambdas_is_called_with_both_halves() {
        List<String> calls = new ArrayList<>();
        MigrationPlan plan = plan().onCutover(
                        moved -> calls.add("moved to " + moved.to()),
                        takenBack -> calls.add("taken back to " + takenBack.from()))
                .build();

        migrate(plan);
        rollback(plan);

        assertThat(calls).containsExactly("moved to target", "taken back to source");
    }

    @Test
    void the_hook_of_one_connector_takes_the_place_of_that_of_the_plan() {
        List<String> calls = new ArrayList<>();
        MigrationPlan plan = plan().onCutover(records)
                .override(
                        "orders",
                        orders -> orders.onCutover(
                                moved -> calls.add("moved " + moved.connector()), takenBack -> calls.add("taken back")))
                .build();

        migrate(plan);

        assertThat(calls).containsExactly("moved orders");
        assertThat(records.calls).isEmpty();
    }
}
