package io.connectmigrator.migration;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.ConnectVersion;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.lab.sim.SimulatedConnect;
import io.connectmigrator.plan.CutoverHook;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.DuplicateRule;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationOutcome.RolledBack;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A source that has failed and of which nothing runs moves if its offsets can be read; an undo leaves it failed, as it was found. */
class FailedSourceTest extends SimulatedClusters {

    private void runWithoutPlugin(Map<String, String> config) {
        simulation.run(source, "orders", config);
        source.removePlugin(config.getOrDefault("connector.class", ""));
        simulation.sleep(Duration.ofSeconds(1));
    }

    private void stop() {
        operator(source).stop();
        simulation.sleep(Duration.ofSeconds(1));
    }

    private MigrationPlanBuilder overTopics() {
        return planOverTopics(source, target);
    }

    private static CutoverHook failingHook() {
        return cutover -> {
            throw new IOException("no route to the records");
        };
    }

    @Test
    void a_source_without_its_plugin_moves_and_is_started_where_the_plugin_is() {
        runWithoutPlugin(SOURCE);
        Map<String, String> committed = offsets(source);

        MigrationCheck check = check(overTopics().build());
        ConnectorReport report = migrate(overTopics().build());

        assertThat(check.passed()).isTrue();
        assertThat(codes(check.problems())).containsExactly(ProblemCode.SOURCE_NOT_HEALTHY);
        assertThat(check.problems()).extracting(Problem::rule).containsExactly(DuplicateRule.D26);
        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertThat(offsets(source)).isEqualTo(committed).hasSize(2);
        assertThat(changes()).containsSubsequence("source STOPPED", "target STARTED");
        assertRunsOnlyOn(target);
    }

    @Test
    void a_source_that_is_known_to_have_been_paused_before_it_lost_its_plugin_is_not_started_anywhere() {
        simulation.run(source, "orders", SOURCE);
        operator(source).pause();
        simulation.sleep(Duration.ofSeconds(1));
        source.removePlugin("SimulatedSource");
        simulation.sleep(Duration.ofSeconds(1));
        MigrationPlanBuilder plan = overTopics()
                .from(process.client(source)
                        .offsetTransport(process.transport(source).withStatusTopic())
                        .build());

        ConnectorReport report = migrate(plan.build());

        assertThat(report.outcome()).isInstanceOf(Refused.class);
        assertThat(report.problems())
                .filteredOn(Problem::isError)
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ProblemCode.SOURCE_NOT_HEALTHY);
                    assertThat(problem.message()).contains("it was paused");
                });
        assertThat(changes()).isEmpty();
        stop();
        assertThat(migrate(plan.build()).outcome()).isInstanceOf(Moved.class);
        assertThat(target.targetState("orders")).isEqualTo("STOPPED");
    }

    @Test
    void a_stopped_source_without_its_plugin_moves_and_stays_stopped() {
        runWithoutPlugin(SOURCE);
        stop();

        MigrationCheck check = check(overTopics().build());
        ConnectorReport report = migrate(overTopics().build());

        assertThat(codes(check.problems())).containsExactly(ProblemCode.SOURCE_NOT_HEALTHY);
        assertThat(check.problems().get(0).toString()).contains("stopped", "Resume");
        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertThat(offsets(target)).isEqualTo(offsets(source)).hasSize(2);
        assertThat(List.of(source.targetState("orders"), target.targetState("orders")))
                .containsExactly("STOPPED", "STOPPED");
    }

    @Test
    void a_connector_that_shows_as_failed_without_tasks_is_stopped_for_good_before_it_moves() {
        // Started without a plugin it shows just as one does that was stopped.
        runWithoutPlugin(SOURCE);
        stop();
        operator(source).resume();
        simulation.sleep(Duration.ofSeconds(1));

        ConnectorReport report = migrate(overTopics().build());

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertThat(source.targetState("orders")).isEqualTo("STOPPED");
    }

    @Test
    void over_rest_the_offsets_of_a_source_without_its_plugin_cannot_be_read() {
        runWithoutPlugin(SOURCE);

        assertThat(errors(plan().build())).containsExactly(ProblemCode.OFFSETS_NEED_TRANSPORT);
        stop();
        MigrationCheck check = check(plan().build());

        assertThat(errors(plan().build())).containsExactly(ProblemCode.OFFSETS_NEED_TRANSPORT);
        assertThat(check.problems().toString())
                .contains("source has no plugin SimulatedSource", "offsetTransport(KafkaOffsets…)");
        assertThat(migrate(plan().build()).outcome()).isInstanceOf(Refused.class);
        assertThat(changes()).isEmpty();
    }

    private List<ProblemCode> errors(MigrationPlan plan) {
        return codes(check(plan).problems().stream().filter(Problem::isError).toList());
    }

    @Test
    void an_undo_leaves_a_source_without_its_plugin_failed_and_meant_to_run() {
        runWithoutPlugin(SOURCE);

        ConnectorReport report = migrate(overTopics().onCutover(failingHook()).build());

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.CUT_OVER));
        assertThat(changes()).containsSubsequence("source STOPPED", "source STARTED", "target DELETED");
        assertThat(source.states("orders")).isEqualTo(Map.of(-1, "FAILED"));
        assertThat(phases()).isEmpty();
        assertTargetUntouched();
    }

    @Test
    void an_undo_leaves_a_stopped_source_without_its_plugin_stopped() {
        runWithoutPlugin(SOURCE);
        stop();

        ConnectorReport report = migrate(overTopics().onCutover(failingHook()).build());

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.CUT_OVER));
        assertThat(source.targetState("orders")).isEqualTo("STOPPED");
        assertThat(changes()).doesNotContain("source STARTED");
        assertThat(phases()).isEmpty();
        assertTargetUntouched();
    }

    @Test
    void a_rollback_brings_the_offsets_back_to_a_source_that_still_has_no_plugin() {
        runWithoutPlugin(SOURCE);
        Map<String, String> committed = offsets(source);
        MigrationPlan plan = overTopics().build();
        migrate(plan);
        simulation.sleep(Duration.ofSeconds(1));

        ConnectorReport report = rollback(plan);

        assertThat(report.outcome()).isInstanceOf(RolledBack.class);
        assertThat(source.targetState("orders")).isEqualTo("STARTED");
        assertThat(offsets(source)).isNotEqualTo(committed).hasSize(2);
        assertThat(target.connectorNames()).isEmpty();
    }

    @Test
    void a_task_that_has_failed_keeps_the_source_from_moving_until_it_is_stopped() {
        simulation.run(source, "orders", SOURCE);
        source.failTask("orders");

        assertThat(migrate(plan().build()).outcome()).isInstanceOf(Refused.class);
        stop();

        assertThat(migrate(plan().build()).outcome()).isInstanceOf(Moved.class);
    }

    @Test
    void the_first_line_of_the_trace_of_a_failed_task_is_quoted_without_values_of_the_config() {
        simulation.run(source, "orders", Map.of("connector.class", "SimulatedSource", "data", "line-7"));
        source.failTask(
                "orders",
                "org.acme.HistorianException: no 'line-7' for password=hunter2\n\tat org.acme.Historian.read\n");

        Problem problem = check(plan().build()).problems().get(0);

        assertThat(problem.code()).isEqualTo(ProblemCode.SOURCE_NOT_HEALTHY);
        assertThat(problem.toString())
                .contains(
                        "has failed",
                        ": org.acme.HistorianException: no '<hidden>' for password=<hidden>. Restart what failed")
                .doesNotContain("Historian.read", "hunter2", "line-7");
    }

    @Test
    void a_task_that_runs_on_a_worker_that_has_the_plugin_keeps_the_source_from_moving() {
        simulation.run(source, "orders", SOURCE);
        source.failTask("orders");
        source.hidePlugin("SimulatedSource");

        assertError(overTopics().build(), ProblemCode.SOURCE_NOT_HEALTHY);
    }

    @Test
    void workers_that_cannot_stop_a_failed_source_cannot_let_it_move() {
        SimulatedConnect old = simulation.connect("old", ConnectVersion.V3_4, 1, kafka);
        simulation.run(old, "orders", SOURCE);
        old.removePlugin("SimulatedSource");

        MigrationCheck check = check(planOverTopics(old, target).build());

        assertThat(errors(planOverTopics(old, target).build())).containsExactly(ProblemCode.SOURCE_NOT_HEALTHY);
        assertThat(check.problems().toString()).contains("Restart what failed").doesNotContain("stop the connector");
    }

    @Test
    void a_source_that_failed_when_it_made_its_tasks_moves_once_it_is_stopped() {
        simulation.run(source, "orders", Map.of("connector.class", "SequenceSource", "tasks.max", "1"));
        stop();
        operator(source).reconfigure("tasks.beyond.max", "1");
        operator(source).resume();
        simulation.sleep(Duration.ofSeconds(1));
        assertThat(source.states("orders")).isEqualTo(Map.of(-1, "FAILED"));
        stop();

        ConnectorReport report = migrate(plan().build());

        assertThat(source.states("orders")).isEqualTo(Map.of(-1, "FAILED"));
        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertThat(target.targetState("orders")).isEqualTo("STOPPED");
    }

    @Test
    void a_sink_without_its_plugin_moves_with_the_offsets_of_its_group() {
        runWithoutPlugin(SINK);

        ConnectorReport report =
                migrate(overTopics().rename(name -> "new-orders").build());

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertThat(requireNonNull(report.readWith()).transport()).isEqualTo("group connect-orders");
        assertThat(report.offsetsMoved()).isPositive();
        assertThat(target.targetState("new-orders")).isEqualTo("STARTED");
    }
}
