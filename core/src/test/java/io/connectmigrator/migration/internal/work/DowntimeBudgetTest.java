package io.connectmigrator.migration.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.Fault;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A migration is undone when the downtime budget of its connector is used up, whatever the wall clock says. */
class DowntimeBudgetTest extends SimulatedClusters {

    private static final Duration BUDGET = Duration.ofSeconds(5);

    @BeforeEach
    void runSource() {
        simulation.run(source, "orders", SOURCE);
        use(process.migrator(journal).downtimeBudget(BUDGET));
    }

    private void pass(Duration time) {
        simulation.sleep(time);
    }

    private void assertUsedUp(ConnectorReport report, MigrationStep step) {
        assertThat(report.outcome()).isEqualTo(new Undone(step));
        assertThat(codes(report.problems())).containsExactly(ProblemCode.DOWNTIME_EXCEEDED);
        assertRunsOnlyOn(source);
        assertTargetUntouched();
    }

    @Test
    void a_poll_that_exceeds_the_budget_ends_in_an_undo() {
        source.stretchPolls(Duration.ofSeconds(20).toNanos());

        assertUsedUp(migrate(plan().build()), MigrationStep.QUIESCE);
    }

    @Test
    void a_hook_that_exceeds_the_budget_ends_in_an_undo() {
        MigrationPlan plan = plan().onCutover((connector, copy) -> pass(Duration.ofSeconds(6)))
                .build();

        ConnectorReport report = migrate(plan);

        assertThat(report.outcome()).isInstanceOf(Undone.class);
        assertThat(codes(report.problems())).contains(ProblemCode.DOWNTIME_EXCEEDED);
        assertThat(changes()).doesNotContain("target STARTED");
        assertRunsOnlyOn(source);
    }

    @Test
    void a_request_without_an_answer_is_aborted_when_the_budget_is_used_up() {
        at("GET /connectors/orders/offsets on source", 2, Fault.NO_ANSWER_NOT_DONE);

        assertThat(migrate(plan().build()).outcome()).isInstanceOf(Undone.class);

        assertRunsOnlyOn(source);
        assertTargetUntouched();
    }

    @Test
    void time_before_the_source_is_paused_does_not_count() {
        at("POST /connectors on target answered", 1, () -> pass(Duration.ofSeconds(30)));

        assertThat(migrate(plan().build()).outcome()).isInstanceOf(Moved.class);

        assertRunsOnlyOn(target);
    }

    @Test
    void time_after_the_target_was_resumed_does_not_count() {
        at("PUT /connectors/orders/resume on target answered", () -> pass(Duration.ofSeconds(30)));

        assertThat(migrate(plan().build()).outcome()).isInstanceOf(Moved.class);

        assertRunsOnlyOn(target);
    }

    @Test
    void a_paused_connector_has_no_downtime() {
        operator(source).pause();
        pass(Duration.ofSeconds(1));
        at("PUT /connectors/orders/stop on source answered", () -> pass(Duration.ofSeconds(30)));

        assertThat(migrate(plan().build()).outcome()).isInstanceOf(Moved.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-3_600, 3_600})
    void a_clock_change_does_not_use_up_the_budget(long seconds) {
        at("PUT /connectors/orders/pause on source answered", () -> process.shiftClock(Duration.ofSeconds(seconds)));

        assertThat(migrate(plan().build()).outcome()).isInstanceOf(Moved.class);

        assertRunsOnlyOn(target);
    }

    @Test
    void a_clock_that_is_set_back_does_not_extend_the_budget() {
        source.stretchPolls(Duration.ofSeconds(20).toNanos());
        at("PUT /connectors/orders/pause on source answered", () -> process.shiftClock(Duration.ofHours(-1)));

        assertUsedUp(migrate(plan().build()), MigrationStep.QUIESCE);
    }

    @Test
    void time_since_an_earlier_process_was_killed_counts() {
        at("PUT /connectors/orders/stop on source answered", () -> process.kill());
        migrator().start(plan().build());
        pass(Duration.ofMinutes(2));
        restart();

        ConnectorReport report = migrate(plan().build());

        assertThat(report.outcome()).isInstanceOf(Undone.class);
        assertThat(codes(report.problems())).contains(ProblemCode.DOWNTIME_EXCEEDED);
        assertRunsOnlyOn(source);
        assertTargetUntouched();
    }
}
