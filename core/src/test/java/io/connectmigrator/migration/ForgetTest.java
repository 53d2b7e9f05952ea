package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.Fault;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.lab.sim.SimulatedConnect;
import io.connectmigrator.plan.ExistingOffsets;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome.Confirmed;
import io.connectmigrator.report.MigrationOutcome.Forgotten;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationOutcome.RolledBack;
import io.connectmigrator.report.MigrationPhase;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An entry of the journal that does not fit the clusters any more can be ended, unless something would be lost with it. */
class ForgetTest extends SimulatedClusters {

    private static final Duration UNTIL_NOTHING_IS_PENDING = Duration.ofMinutes(10);

    @BeforeEach
    void runSource() {
        simulation.run(source, "orders", SOURCE);
    }

    private void moved() {
        assertThat(migrate(plan().build()).outcome()).isInstanceOf(Moved.class);
    }

    /** Kills a process that migrates when the source has been stopped. */
    private void killedWithSourceDown() {
        at("PUT /connectors/orders/stop on source answered", () -> process.kill());
        migrator().start(plan().build());
        simulation.sleep(Duration.ofSeconds(5));
        restart();
        assertThat(source.targetState("orders")).isEqualTo("STOPPED");
    }

    private void deletedOn(SimulatedConnect cluster) {
        operator(cluster).delete();
        simulation.sleep(Duration.ofSeconds(1));
    }

    private void resumedOn(SimulatedConnect cluster) {
        operator(cluster).resume();
        simulation.sleep(Duration.ofSeconds(1));
    }

    /** {@return the report of a call that changes nothing on either cluster} */
    private ConnectorReport forget() {
        List<String> changes = changes();
        ConnectorReport report =
                report(migrator().startForget(plan().build())).connectors().get(0);
        assertThat(changes()).isEqualTo(changes);
        return report;
    }

    private void assertForgotten(ConnectorReport report, String... left) {
        assertThat(report.outcome()).isInstanceOf(Forgotten.class);
        assertThat(report.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.FORGOTTEN);
            assertThat(problem.isError()).isFalse();
            assertThat(problem.message()).contains(left);
        });
        assertThat(phases()).isEmpty();
    }

    private void assertKept(ConnectorReport report, String why, String whatToCall) {
        assertThat(report.outcome()).isInstanceOf(Refused.class);
        assertThat(report.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.NOT_IN_THAT_STATE);
            assertThat(problem.message()).contains(why);
            assertThat(problem.remedy()).contains(whatToCall);
        });
        assertThat(phases()).hasSize(1);
    }

    @Test
    void a_connector_that_was_moved_by_hand_and_deleted_on_the_source_is_forgotten() {
        killedWithSourceDown();
        deletedOn(source);
        resumedOn(target);
        simulation.sleep(UNTIL_NOTHING_IS_PENDING);

        assertForgotten(
                forget(),
                "connector 'orders' on source, which is not there",
                "connector 'orders' on target, RUNNING, tasks RUNNING RUNNING");

        assertThat(migrate(plan().build()).outcome()).isInstanceOf(Confirmed.class);
        assertThat(rollback(plan().build()).outcome()).isInstanceOf(Refused.class);
        assertThat(target.isCopying("orders")).isTrue();
    }

    @Test
    void a_connector_of_which_both_copies_were_deleted_is_forgotten_and_can_be_moved_again() {
        moved();
        deletedOn(target);
        deletedOn(source);

        assertForgotten(
                forget(),
                "connector 'orders' on source, which is not there",
                "connector 'orders' on target, which is not there");

        simulation.run(source, "orders", SOURCE);
        assertThat(migrate(plan().existingOffsets(ExistingOffsets.REPLACE).build())
                        .outcome())
                .isInstanceOf(Moved.class);
    }

    @Test
    void a_source_that_is_down_is_kept_with_what_can_start_it() {
        killedWithSourceDown();
        simulation.sleep(UNTIL_NOTHING_IS_PENDING);

        assertKept(
                forget(),
                "connector 'orders' on source is down",
                "Call migrate(plan) to go on or rollback(plan) to go back");

        assertThat(rollback(plan().build()).outcome()).isInstanceOf(RolledBack.class);
        assertRunsOnlyOn(source);
    }

    @Test
    void nothing_is_forgotten_while_requests_of_a_dead_process_may_be_done() {
        killedWithSourceDown();
        deletedOn(source);
        resumedOn(target);

        assertKept(forget(), "may have sent requests that a worker still does", "in a few minutes");
    }

    @Test
    void a_connector_that_has_moved_and_is_where_the_entry_says_is_kept() {
        moved();

        assertKept(forget(), "connector 'orders' on source is down", "Call confirm(plan) or rollback(plan)");

        assertThat(rollback(plan().build()).outcome()).isInstanceOf(RolledBack.class);
        assertRunsOnlyOn(source);
    }

    @Test
    void a_source_whose_target_was_deleted_is_kept_until_it_runs() {
        moved();
        deletedOn(target);

        assertKept(forget(), "connector 'orders' on source is down", "start the connector where it is to run");
        resumedOn(source);

        assertForgotten(forget(), "connector 'orders' on source, RUNNING", "on target, which is not there");
    }

    @Test
    void a_target_that_is_down_and_alone_is_kept() {
        killedWithSourceDown();
        deletedOn(source);
        simulation.sleep(UNTIL_NOTHING_IS_PENDING);

        assertKept(forget(), "connector 'orders' on target is down", "Start the one on the target or delete it");
    }

    @Test
    void two_copies_that_both_run_are_kept() {
        moved();
        resumedOn(source);

        assertKept(forget(), "both run", "Stop the one that should not run");
    }

    @Test
    void a_second_call_and_one_without_an_entry_do_nothing() {
        ConnectorReport first = forget();
        assertThat(first.outcome()).isInstanceOf(Forgotten.class);
        assertThat(first.problems()).isEmpty();

        moved();
        deletedOn(source);
        forget();
        ConnectorReport again = forget();

        assertThat(again.outcome()).isInstanceOf(Forgotten.class);
        assertThat(again.problems()).isEmpty();
        assertThat(journal.entries().keySet())
                .filteredOn(id -> id.startsWith("source/"))
                .hasSize(1);
    }

    @Test
    void an_entry_of_another_target_is_kept() {
        moved();
        deletedOn(source);
        deletedOn(target);

        ConnectorReport report = report(migrator()
                        .startForget(plan().rename(name -> "new-" + name).build()))
                .connectors()
                .get(0);

        assertThat(report.outcome()).isInstanceOf(Refused.class);
        assertThat(codes(report.problems())).containsExactly(ProblemCode.PLAN_CHANGED);
        assertThat(phases()).containsExactly(MigrationPhase.MOVED);
    }

    @Test
    void an_entry_is_kept_if_a_cluster_cannot_be_asked() {
        moved();
        deletedOn(source);
        deletedOn(target);
        at("GET /connectors/orders on target", Fault.SERVER_ERROR);

        ConnectorReport report = forget();

        assertThat(report.outcome()).isInstanceOf(Refused.class);
        assertThat(codes(report.problems())).containsExactly(ProblemCode.REQUEST_FAILED);
        assertThat(phases()).containsExactly(MigrationPhase.MOVED);
    }
}
