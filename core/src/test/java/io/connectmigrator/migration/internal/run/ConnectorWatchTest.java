package io.connectmigrator.migration.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.lab.sim.Fault;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.lab.sim.SimulatedProcess;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import io.connectmigrator.migration.MigrationRun;
import io.connectmigrator.plan.SourceRestart;
import io.connectmigrator.plan.TargetFailure;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome.Confirmed;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationOutcome.RolledBack;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationOutcome.Unfinished;
import io.connectmigrator.report.MigrationPhase;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connector that has moved is looked at for the time that the plan says. */
class ConnectorWatchTest extends SimulatedClusters {

    private static final Duration TIME = Duration.ofSeconds(130);

    private final List<Problem> alarms = new ArrayList<>();

    @BeforeEach
    void runSource() {
        simulation.run(source, "orders", SOURCE);
        use(process.migrator(journal).listener(event -> {
            if (event instanceof MigrationEvent.WatchAlarm alarm) {
                alarms.add(alarm.problem());
            }
        }));
    }

    private MigrationPlanBuilder watching() {
        return plan().watch(TIME);
    }

    @Test
    void a_connector_that_is_left_alone_has_moved_when_the_time_is_over() {
        ConnectorReport report = migrate(watching().build());

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertThat(report.problems()).isEmpty();
        assertThat(steps(report)).endsWith("prove", "watch");
        assertThat(alarms).isEmpty();
        assertThat(phases()).containsExactly(MigrationPhase.MOVED);
        assertRunsOnlyOn(target);
    }

    @Test
    void where_an_operator_may_own_the_connector_it_is_watched_by_default() {
        operatedMaybe();

        ConnectorReport report = migrate(plan().build());

        assertThat(codes(report.problems())).containsExactly(ProblemCode.OPERATED_MAYBE);
        assertThat(steps(report)).endsWith("prove", "watch");
        assertThat(report.steps().get(report.steps().size() - 1).took()).isGreaterThanOrEqualTo(TIME);
    }

    @Test
    void a_plan_may_say_that_nothing_is_watched() {
        operatedMaybe();

        assertThat(steps(migrate(plan().watch(Duration.ZERO).build()))).endsWith("prove");
    }

    @Test
    void without_a_hint_nothing_is_watched_by_default() {
        assertThat(steps(migrate(plan().build()))).endsWith("prove");
    }

    private void operatedMaybe() {
        operator(source).reconfigure("password", "${strimzisecrets:eu/orders:password}");
        simulation.sleep(Duration.ofSeconds(2));
    }

    @Test
    void a_source_that_an_operator_resumes_is_stopped_again() {
        MigrationRun run = startedAndMoved(watching());

        operator(source).resume();
        simulation.sleep(Duration.ofSeconds(10));
        boolean copiesTwice = source.isCopying("orders");
        ConnectorReport report = report(run).connectors().get(0);

        assertThat(copiesTwice).isFalse();
        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertThat(codes(report.problems())).containsExactly(ProblemCode.SOURCE_RUNS_AGAIN);
        assertThat(codes(alarms)).containsExactly(ProblemCode.SOURCE_RUNS_AGAIN);
        assertThat(source.isCopying("orders")).isFalse();
        assertThat(target.isCopying("orders")).isTrue();
    }

    @Test
    void a_source_is_not_stopped_if_the_target_has_been_stopped_while_the_connector_was_claimed() {
        migrate(plan().build());
        MigrationRun run = migrator().startWatch(plan().build());
        simulation.sleep(Duration.ofSeconds(5));

        at("journal claim", () -> operator(target).stop());
        operator(source).resume();
        simulation.sleep(Duration.ofSeconds(10));

        assertThat(source.isCopying("orders")).isTrue();
        assertThat(report(run).problems())
                .extracting(Problem::remedy)
                .anySatisfy(remedy -> assertThat(remedy).contains("delete the target and call forget(plan)"));
    }

    @Test
    void a_source_that_ran_is_reported_though_the_request_to_stop_it_failed() {
        MigrationRun run = startedAndMoved(watching());
        at(
                "PUT /connectors/orders/stop on source",
                1,
                Fault.SERVER_ERROR,
                () -> operator(source).stop());

        operator(source).resume();
        ConnectorReport report = report(run).connectors().get(0);

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertThat(codes(report.problems())).containsExactly(ProblemCode.SOURCE_RUNS_AGAIN);
        assertThat(codes(alarms)).containsExactly(ProblemCode.SOURCE_RUNS_AGAIN);
        assertThat(source.isCopying("orders")).isFalse();
    }

    @Test
    void an_operator_that_resumes_the_source_again_and_again_does_not_win() {
        MigrationRun run = startedAndMoved(watching());
        for (int i = 0; i < 10; i++) {
            operator(source).resume();
            simulation.sleep(Duration.ofSeconds(8));
        }

        ConnectorReport report = report(run).connectors().get(0);

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertThat(source.isCopying("orders")).isFalse();
    }

    @Test
    void a_source_that_an_operator_resumes_before_the_target_has_proved_itself_is_stopped_again() {
        at(
                "PUT /connectors/orders/resume on target answered",
                () -> operator(source).resume());

        ConnectorReport report = migrate(watching().build());

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertThat(codes(report.problems())).containsExactly(ProblemCode.SOURCE_RUNS_AGAIN);
        assertThat(source.isCopying("orders")).isFalse();
        assertThat(target.isCopying("orders")).isTrue();
    }

    @Test
    void without_a_watch_both_copies_run() {
        MigrationRun run = migrator().start(plan().build());
        report(run);

        operator(source).resume();
        simulation.sleep(Duration.ofSeconds(10));

        assertThat(source.isCopying("orders")).isTrue();
        assertThat(target.isCopying("orders")).isTrue();
    }

    @Test
    void a_plan_may_want_only_an_alarm() {
        MigrationRun run = startedAndMoved(watching().onSourceRestart(SourceRestart.ALARM_ONLY));

        operator(source).resume();
        ConnectorReport report = report(run).connectors().get(0);

        assertThat(report.outcome()).isEqualTo(new Unfinished(MigrationStep.WATCH));
        assertThat(codes(alarms)).containsExactly(ProblemCode.SOURCE_RUNS_AGAIN);
        assertThat(alarms.get(0).isError()).isTrue();
        assertThat(source.isCopying("orders")).isTrue();
    }

    @Test
    void a_connector_that_is_brought_back_by_hand_is_left_alone() {
        MigrationRun run = startedAndMoved(watching());

        operator(target).stop();
        simulation.sleep(Duration.ofSeconds(10));
        operator(source).resume();
        ConnectorReport report = report(run).connectors().get(0);

        assertThat(report.outcome()).isEqualTo(new Unfinished(MigrationStep.WATCH));
        assertThat(report.problems().get(0).message()).contains("after").contains("had been stopped");
        assertThat(source.isCopying("orders")).isTrue();
        assertThat(target.isCopying("orders")).isFalse();
    }

    @Test
    void a_target_that_fails_is_reported() {
        MigrationRun run = startedAndMoved(watching());

        target.failTask("orders");
        ConnectorReport report = report(run).connectors().get(0);

        assertThat(report.outcome()).isEqualTo(new Unfinished(MigrationStep.WATCH));
        assertThat(codes(report.problems())).containsExactly(ProblemCode.TASK_FAILED);
        assertThat(codes(alarms)).containsExactly(ProblemCode.TASK_FAILED);
        assertThat(source.isCopying("orders")).isFalse();
    }

    @Test
    void a_target_that_fails_is_rolled_back_if_the_plan_says_so() {
        MigrationRun run = startedAndMoved(watching().onTargetFailure(TargetFailure.ROLL_BACK));

        target.failTask("orders");
        ConnectorReport report = report(run).connectors().get(0);

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.WATCH));
        assertThat(phases()).isEmpty();
        assertRunsOnlyOn(source);
    }

    @Test
    void a_cancelled_watch_leaves_what_has_moved() {
        MigrationRun run = startedAndMoved(watching());

        run.cancel();
        ConnectorReport report = report(run).connectors().get(0);

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertRunsOnlyOn(target);
    }

    @Test
    void another_call_watches_until_the_connector_is_confirmed() {
        migrate(plan().build());
        MigrationRun watch = migrator().startWatch(plan().build());
        simulation.sleep(Duration.ofMinutes(10));
        operator(source).resume();
        simulation.sleep(Duration.ofSeconds(10));
        boolean copiesTwice = source.isCopying("orders");

        ConnectorReport confirmed = confirm(plan().build());
        ConnectorReport report = report(watch).connectors().get(0);

        assertThat(copiesTwice).isFalse();
        assertThat(confirmed.outcome()).isEqualTo(new Confirmed());
        assertThat(report.outcome()).isEqualTo(new Confirmed());
        assertThat(codes(report.problems())).containsExactly(ProblemCode.SOURCE_RUNS_AGAIN);
        assertThat(codes(alarms)).containsExactly(ProblemCode.SOURCE_RUNS_AGAIN);
    }

    @Test
    void another_process_watches_while_the_connector_is_rolled_back() {
        migrate(plan().build());
        SimulatedProcess other = simulation.process("watcher");
        MigrationRun watch = other.migrator(journal)
                .build()
                .startWatch(MigrationPlan.builder()
                        .from(other.client(source).build())
                        .to(other.client(target).build())
                        .connectors("orders")
                        .build());
        simulation.sleep(Duration.ofSeconds(30));

        ConnectorReport rolledBack = rollback(plan().build());
        ConnectorReport report = report(watch).connectors().get(0);

        assertThat(rolledBack.outcome()).isEqualTo(new RolledBack());
        assertThat(report.outcome()).isIn(new RolledBack(), new Unfinished(MigrationStep.WATCH));
        assertThat(report.problems()).isEmpty();
        assertRunsOnlyOn(source);
    }

    @Test
    void a_watch_brings_back_a_connector_whose_target_fails() {
        migrate(plan().build());
        MigrationRun watch = migrator()
                .startWatch(plan().onTargetFailure(TargetFailure.ROLL_BACK).build());
        simulation.sleep(Duration.ofSeconds(30));

        target.failTask("orders");
        ConnectorReport report = report(watch).connectors().get(0);

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.WATCH));
        assertThat(phases()).isEmpty();
        assertRunsOnlyOn(source);
    }

    @Test
    void a_connector_that_has_not_moved_is_not_watched() {
        ConnectorReport report =
                report(migrator().startWatch(plan().build())).connectors().get(0);

        assertThat(report.outcome()).isEqualTo(new Refused());
        assertThat(codes(report.problems())).containsExactly(ProblemCode.NOT_IN_THAT_STATE);
    }

    @Test
    void many_connectors_cost_two_requests_to_a_cluster_every_two_seconds() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            names.add("many-" + i);
            simulation.run(source, "many-" + i, SOURCE);
        }
        simulation.sleep(Duration.ofSeconds(5));
        MigrationPlan plan = MigrationPlan.builder()
                .from(client(source))
                .to(client(target))
                .connectors(names)
                .build();
        assertThat(report(migrator().start(plan)).succeeded()).isTrue();
        ConnectClient from = client(source);
        MigrationRun watch = migrator()
                .startWatch(MigrationPlan.builder()
                        .from(from)
                        .to(client(target))
                        .connectors(names)
                        .build());
        simulation.sleep(Duration.ofMinutes(1));
        long before = from.requestCounts().requests();

        simulation.sleep(Duration.ofSeconds(60));

        assertThat(from.requestCounts().requests() - before).isLessThanOrEqualTo(62);
        watch.cancel();
        assertThat(report(watch).succeeded()).isTrue();
    }

    private MigrationRun startedAndMoved(MigrationPlanBuilder plan) {
        MigrationRun run = migrator().start(plan.build());
        assertThat(simulation.runUntil(() -> target.isCopying("orders"), Duration.ofMinutes(5)))
                .isTrue();
        simulation.sleep(Duration.ofSeconds(10));
        return run;
    }
}
