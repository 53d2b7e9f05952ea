package io.connectmigrator.migration.internal.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.AuditLog.Change;
import io.connectmigrator.lab.sim.AuditLog.Kind;
import io.connectmigrator.lab.sim.ConnectVersion;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.lab.sim.SimulatedConnect;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The source is paused, stopped once every task is paused, and its last commits are waited for. */
class QuiesceStepTest extends SimulatedClusters {

    @Test
    void the_source_is_not_stopped_before_its_polls_have_returned() {
        simulation.run(source, "orders", SOURCE);
        source.stretchPolls(Duration.ofSeconds(3).toNanos());

        assertThat(migrate(plan().build()).outcome()).isInstanceOf(Moved.class);

        assertThat(changedTo("STOPPED") - changedTo("PAUSED"))
                .isGreaterThan(Duration.ofMillis(2_900).toNanos());
        assertRunsOnlyOn(target);
    }

    private long changedTo(String state) {
        return simulation.audit().changes().stream()
                .filter(change -> change.kind() == Kind.TARGET_STATE_CHANGED && state.equals(change.after()))
                .mapToLong(Change::at)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_poll_that_exceeds_the_stop_timeout_ends_in_an_undo() {
        simulation.run(source, "orders", SOURCE);
        source.stretchPolls(Duration.ofSeconds(20).toNanos());
        use(process.migrator(journal).stopTimeout(Duration.ofSeconds(5)));

        ConnectorReport report = migrate(plan().build());

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.QUIESCE));
        assertThat(codes(report.problems())).containsExactly(ProblemCode.TIMED_OUT);
        assertThat(changes()).doesNotContain("source STOPPED");
        assertRunsOnlyOn(source);
        assertTargetUntouched();
    }

    @Test
    void the_last_commit_of_a_task_on_another_worker_is_waited_for() {
        // The task does not run on the leader, which removes its status at once.
        SimulatedConnect three = simulation.connect("three", ConnectVersion.V4_3, 3, kafka);
        simulation.run(three, "orders", Map.of("connector.class", "SimulatedSource", "tasks.max", "1"));
        three.stretchOneFlush(Duration.ofMillis(4_500).toNanos());

        assertThat(migrate(plan(three, target).build()).outcome()).isInstanceOf(Moved.class);

        assertRunsOnlyOn(target);
    }

    @Test
    void workers_that_cannot_stop_a_connector_restart_its_paused_tasks() {
        SimulatedConnect old = simulation.connect("old", ConnectVersion.V3_4, 1, kafka);
        simulation.run(old, "orders", SOURCE);

        assertThat(migrate(planOverTopics(old, target).build()).outcome()).isInstanceOf(Moved.class);

        assertThat(changes()).containsSubsequence("old PAUSED", "old RESTARTED", "old RESTARTED", "target STARTED");
        assertThat(old.targetState("orders")).isEqualTo("PAUSED");
        assertRunsOnlyOn(target);
    }

    @Test
    void a_paused_source_is_only_stopped() {
        simulation.run(source, "orders", SOURCE);
        operator(source).pause();
        simulation.sleep(Duration.ofSeconds(1));

        ConnectorReport report = migrate(plan().build());

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertThat(report.downtime()).isNull();
        assertThat(changes())
                .containsExactly("target CREATED", "source STOPPED", "target OFFSETS_ALTERED", "target PAUSED");
    }

    @Test
    void a_stopped_source_is_not_changed() {
        simulation.run(source, "orders", SOURCE);
        operator(source).stop();
        simulation.sleep(Duration.ofSeconds(1));

        ConnectorReport report = migrate(plan().build());

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertThat(codes(report.problems())).containsExactly(ProblemCode.SOURCE_ALREADY_STOPPED);
        assertThat(changes()).containsExactly("target CREATED", "target OFFSETS_ALTERED");
        assertThat(target.targetState("orders")).isEqualTo("STOPPED");
    }

    @Test
    void a_restart_of_the_source_is_waited_for() {
        simulation.run(source, "orders", SOURCE);
        at("POST /connectors on target", 1, () -> operator(source).restart());

        assertThat(migrate(plan().build()).outcome()).isInstanceOf(Moved.class);

        assertThat(List.of(source.targetState("orders"), target.targetState("orders")))
                .containsExactly("STOPPED", "STARTED");
        assertRunsOnlyOn(target);
    }
}
