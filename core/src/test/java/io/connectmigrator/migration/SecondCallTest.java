package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.plan.ExistingOffsets;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome.Confirmed;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationOutcome.RolledBack;
import io.connectmigrator.report.MigrationPhase;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a call does after an earlier call for the same connector has ended. */
class SecondCallTest extends SimulatedClusters {

    @BeforeEach
    void runSource() {
        simulation.run(source, "orders", SOURCE);
    }

    private void moved() {
        assertThat(migrate(plan().build()).outcome()).isInstanceOf(Moved.class);
    }

    private void assertRefused(ConnectorReport report, String why) {
        assertThat(report.outcome()).isInstanceOf(Refused.class);
        assertThat(report.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.NOT_IN_THAT_STATE);
            assertThat(problem.message()).contains(why);
        });
    }

    @Test
    void a_connector_that_has_moved_is_not_moved_again() {
        moved();
        List<String> changes = changes();

        assertThat(migrate(plan().build()).outcome()).isInstanceOf(Moved.class);

        assertThat(changes()).isEqualTo(changes);
        assertThat(phases()).containsExactly(MigrationPhase.MOVED);
        assertRunsOnlyOn(target);
    }

    @Test
    void a_connector_that_has_moved_is_refused_by_every_call_with_another_plan() {
        moved();
        List<String> changes = changes();

        MigrationPlan other = plan().rename(name -> "new-" + name).build();

        for (ConnectorReport report : List.of(migrate(other), rollback(other), confirm(other))) {
            assertThat(report.outcome()).isInstanceOf(Refused.class);
            assertThat(report.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(ProblemCode.PLAN_CHANGED);
                assertThat(problem.message()).endsWith("the name on the target was orders and is now new-orders");
            });
        }

        assertThat(changes()).isEqualTo(changes);
        assertRunsOnlyOn(target);
    }

    @Test
    void a_connector_that_has_moved_is_reported_as_moved_by_a_call_that_is_cancelled() {
        moved();
        MigrationRun run = migrator().start(plan().build());
        run.cancel();

        assertThat(report(run).connectors().get(0).outcome()).isInstanceOf(Moved.class);

        assertThat(phases()).containsExactly(MigrationPhase.MOVED);
        assertRunsOnlyOn(target);
    }

    @Test
    void a_connector_that_has_not_moved_is_neither_rolled_back_nor_confirmed() {
        assertRefused(rollback(plan().build()), "nothing to go back from");
        assertRefused(confirm(plan().build()), "nothing to confirm");

        assertThat(changes()).isEmpty();
        assertThat(journal.entries()).isEmpty();
        assertRunsOnlyOn(source);
    }

    @Test
    void a_second_confirmation_changes_nothing() {
        moved();
        assertThat(confirm(plan().build()).outcome()).isInstanceOf(Confirmed.class);
        List<String> changes = changes();

        assertThat(confirm(plan().build()).outcome()).isInstanceOf(Confirmed.class);
        assertThat(migrate(plan().build()).outcome()).isInstanceOf(Confirmed.class);

        assertThat(changes()).isEqualTo(changes);
        assertRunsOnlyOn(target);
    }

    @Test
    void a_second_rollback_changes_nothing() {
        moved();
        assertThat(rollback(plan().build()).outcome()).isInstanceOf(RolledBack.class);
        List<String> changes = changes();

        assertThat(rollback(plan().build()).outcome()).isInstanceOf(RolledBack.class);

        assertThat(changes()).isEqualTo(changes);
        assertRunsOnlyOn(source);
    }

    @Test
    void a_connector_that_was_rolled_back_is_not_confirmed_and_can_be_moved_again() {
        moved();
        assertThat(rollback(plan().build()).outcome()).isInstanceOf(RolledBack.class);

        assertRefused(confirm(plan().build()), "nothing to confirm");
        moved();

        assertRunsOnlyOn(target);
    }

    @Test
    void a_confirmed_connector_is_not_rolled_back() {
        moved();
        assertThat(confirm(plan().build()).outcome()).isInstanceOf(Confirmed.class);

        ConnectorReport report = rollback(plan().build());

        assertRefused(report, "nothing left to go back to");
        assertThat(report.problems().get(0).remedy()).contains("migrate a plan from target");
        assertRunsOnlyOn(target);
    }

    @Test
    void a_connector_that_was_confirmed_and_created_again_is_moved_again() {
        moved();
        assertThat(confirm(plan().build()).outcome()).isInstanceOf(Confirmed.class);
        operator(target).delete();
        simulation.sleep(Duration.ofSeconds(1));
        simulation.run(source, "orders", SOURCE);

        ConnectorReport report =
                migrate(plan().existingOffsets(ExistingOffsets.REPLACE).build());

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertThat(target.isCopying("orders")).isTrue();
        assertThat(source.isCopying("orders")).isFalse();
    }
}
