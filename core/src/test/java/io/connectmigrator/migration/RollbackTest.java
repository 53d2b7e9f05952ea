package io.connectmigrator.migration;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.Fault;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationOutcome.RolledBack;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationOutcome.Unfinished;
import io.connectmigrator.report.MigrationPhase;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A rollback carries the current offsets of the target back to the source. If it fails, the target goes on. */
class RollbackTest extends SimulatedClusters {

    private final MigrationPlan plan = plan().build();

    @BeforeEach
    void move() {
        simulation.run(source, "orders", SOURCE);
        assertThat(migrate(plan).outcome()).isInstanceOf(Moved.class);
        simulation.sleep(Duration.ofSeconds(1));
    }

    @Test
    void the_source_starts_from_the_offsets_that_the_target_has_reached() {
        List<Map<String, String>> seen = new ArrayList<>();
        at("PUT /connectors/orders/resume on source", () -> seen.addAll(List.of(offsets(target), offsets(source))));

        ConnectorReport report = rollback(plan);

        assertThat(report.outcome()).isInstanceOf(RolledBack.class);
        assertThat(seen.get(1)).isEqualTo(seen.get(0)).hasSize(2);
        assertThat(phases()).isEmpty();
        assertRunsOnlyOn(source);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT /connectors/orders/stop on target, QUIESCE",
        "GET /connectors/orders/offsets on target, SNAPSHOT",
        "PATCH /connectors/orders/offsets on source, WRITE"
    })
    void a_rollback_that_fails_before_the_source_is_resumed_is_undone(String point, MigrationStep step) {
        at(point, Fault.SERVER_ERROR);

        ConnectorReport report = rollback(plan);

        assertThat(report.outcome()).isEqualTo(new Undone(step));
        assertThat(phases()).containsExactly(MigrationPhase.MOVED);
        assertThat(source.targetState("orders")).isEqualTo("STOPPED");
        assertRunsOnlyOn(target);
        assertThat(rollback(plan).outcome()).isInstanceOf(RolledBack.class);
        assertRunsOnlyOn(source);
    }

    @Test
    void a_target_with_a_failed_task_is_rolled_back() {
        target.failTask("orders");
        simulation.sleep(Duration.ofSeconds(1));

        assertThat(rollback(plan).outcome()).isInstanceOf(RolledBack.class);

        assertRunsOnlyOn(source);
    }

    @Test
    void the_downtime_of_a_rollback_after_an_unfinished_migration_counts_from_the_pause_of_the_source() {
        assertThat(rollback(plan).outcome()).isInstanceOf(RolledBack.class);
        MigrationPlan failing = plan().config((name, config) -> config.with("fail", "task-start"))
                .build();
        assertThat(migrate(failing).outcome()).isInstanceOf(Unfinished.class);
        simulation.sleep(Duration.ofMinutes(7));

        ConnectorReport report = rollback(failing);

        assertThat(report.outcome()).as("%s", report.problems()).isInstanceOf(RolledBack.class);
        assertThat(requireNonNull(report.downtime())).isGreaterThan(Duration.ofMinutes(7));
    }

    @Test
    void a_rollback_whose_undo_was_killed_is_undone_and_begins_anew() {
        MigrationRun run = migrator().startRollback(plan);
        at("PATCH /connectors/orders/offsets on source", Fault.SERVER_ERROR);
        at("PUT /connectors/orders/resume on target answered", 1, () -> process.kill());
        simulation.sleep(Duration.ofSeconds(30));
        assertThat(run.completion()).isNotDone();
        restart();

        ConnectorReport report = rollback(plan().build());

        assertThat(report.outcome()).as("%s", report.problems()).isInstanceOf(RolledBack.class);
        assertThat(steps(report)).contains("undo quiesce", "quiesce").endsWith("resume", "remove");
        assertRunsOnlyOn(source);
    }

    @Test
    void a_rollback_that_was_killed_goes_on_much_later() {
        MigrationRun run = migrator().startRollback(plan);
        at("PUT /connectors/orders/stop on target answered", 1, () -> process.kill());
        simulation.sleep(Duration.ofSeconds(5));
        assertThat(run.completion()).isNotDone();
        restart();
        simulation.sleep(Duration.ofHours(12));

        ConnectorReport report = rollback(plan().build());

        assertThat(report.outcome()).as("%s", report.problems()).isInstanceOf(RolledBack.class);
        assertRunsOnlyOn(source);
    }

    @Test
    void the_downtime_of_a_rollback_of_a_running_target_counts_from_the_pause_of_the_target() {
        simulation.sleep(Duration.ofSeconds(7));

        assertThat(requireNonNull(rollback(plan).downtime())).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void a_paused_target_leads_to_a_source_in_the_state_that_it_had_before() {
        operator(target).pause();
        simulation.sleep(Duration.ofSeconds(1));

        assertThat(rollback(plan).outcome()).isInstanceOf(RolledBack.class);

        assertThat(source.targetState("orders")).isEqualTo("STARTED");
        assertRunsOnlyOn(source);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PAUSED", "STOPPED"})
    void a_source_that_was_paused_or_stopped_is_so_again(String state) {
        assertThat(rollback(plan).outcome()).isInstanceOf(RolledBack.class);
        if (state.equals("PAUSED")) {
            operator(source).pause();
        } else {
            operator(source).stop();
        }
        simulation.sleep(Duration.ofSeconds(1));
        assertThat(migrate(plan).outcome()).isInstanceOf(Moved.class);
        assertThat(target.targetState("orders")).isEqualTo(state);
        operator(target).resume();
        simulation.sleep(Duration.ofSeconds(1));

        assertThat(rollback(plan).outcome()).isInstanceOf(RolledBack.class);

        assertThat(source.targetState("orders")).isEqualTo(state);
        assertThat(target.connectorNames()).isEmpty();
        operator(source).resume();
        simulation.sleep(Duration.ofSeconds(1));
        assertRunsOnlyOn(source);
    }

    @Test
    void a_source_resumed_by_an_operator_is_not_rolled_back_to() {
        operator(source).resume();
        simulation.sleep(Duration.ofSeconds(1));
        List<String> changes = changes();

        ConnectorReport report = rollback(plan);

        assertThat(report.outcome()).isInstanceOf(Refused.class);
        assertThat(codes(report.problems())).containsExactly(ProblemCode.NOT_IN_THAT_STATE);
        assertThat(changes()).isEqualTo(changes);
        assertThat(target.isCopying("orders")).isTrue();
    }

    @Test
    void a_source_deleted_by_an_operator_is_not_rolled_back_to() {
        operator(source).delete();
        simulation.sleep(Duration.ofSeconds(1));

        ConnectorReport report = rollback(plan);

        assertThat(report.outcome()).isInstanceOf(Refused.class);
        assertThat(codes(report.problems())).containsExactly(ProblemCode.NOT_IN_THAT_STATE);
        assertRunsOnlyOn(target);
    }

    @Test
    void a_source_whose_task_fails_is_left_to_the_next_rollback() {
        at("PUT /connectors/orders/resume on source answered", () -> {
            simulation.sleep(Duration.ofMillis(250));
            source.failTask("orders");
        });

        ConnectorReport report = rollback(plan);

        assertThat(report.outcome()).isEqualTo(new Unfinished(MigrationStep.RESUME));
        assertThat(codes(report.problems())).containsExactly(ProblemCode.TASK_FAILED);
        assertThat(phases()).containsExactly(MigrationPhase.ROLLING_BACK);
        assertThat(target.targetState("orders")).isEqualTo("STOPPED");
        operator(source).restart();
        simulation.sleep(Duration.ofSeconds(1));
        assertThat(rollback(plan).outcome()).isInstanceOf(RolledBack.class);
        assertThat(target.connectorNames()).isEmpty();
        assertRunsOnlyOn(source);
    }
}
