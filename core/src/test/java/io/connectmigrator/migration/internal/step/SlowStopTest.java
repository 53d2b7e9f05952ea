package io.connectmigrator.migration.internal.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.family.ConnectorFamily;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.lab.sim.SimulatedTransport;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Workers give up on a task that takes longer than 5 s to stop, and show it as gone while it is still at work. The target must
 * not run beside it.
 */
class SlowStopTest extends SimulatedClusters {

    private static final Map<String, String> ONE_TASK = Map.of("connector.class", "SimulatedSource", "tasks.max", "1");

    private final List<Boolean> sourceAtWork = new ArrayList<>();

    /** Runs a source whose task takes this long to stop, and checks whether it still runs when the target is started. */
    private void runs(Duration stop) {
        simulation.run(source, "orders", ONE_TASK);
        source.stretchOneFlush(stop.toNanos());
    }

    private void lookAtTheStart() {
        at("PUT /connectors/orders/resume on target", () -> sourceAtWork.add(source.isAtWork("orders", 0)));
    }

    private MigrationPlan planWith(SimulatedTransport transport) {
        ConnectClient from = process.client(source).offsetTransport(transport).build();
        return MigrationPlan.builder()
                .from(from)
                .to(clientWithTransport(target))
                .connectors("orders")
                .build();
    }

    @Test
    void the_last_status_of_a_task_in_the_status_topic_is_waited_for() {
        SimulatedTransport transport = process.transport(source).withStatusTopic();
        runs(Duration.ofMillis(4_500));
        lookAtTheStart();

        assertThat(migrate(planWith(transport)).outcome()).isInstanceOf(Moved.class);

        assertThat(sourceAtWork).containsExactly(false);
        assertRunsOnlyOn(target);
    }

    @Test
    void a_task_that_its_worker_has_given_up_keeps_the_target_from_starting() {
        SimulatedTransport transport = process.transport(source).withStatusTopic();
        runs(Duration.ofSeconds(20));

        ConnectorReport report = migrate(planWith(transport));

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.QUIESCE));
        assertThat(codes(report.problems())).containsAnyOf(ProblemCode.TIMED_OUT, ProblemCode.DOWNTIME_EXCEEDED);
        assertThat(report.problems().toString()).contains("task-orders-0=PAUSED");
        assertThat(codes(report.problems())).contains(ProblemCode.STOP_TOOK_LONG);
        assertThat(changes()).doesNotContain("target STARTED");
        assertThat(source.targetState("orders")).isEqualTo("STARTED");
        assertTargetUntouched();
    }

    @Test
    void a_stop_that_takes_as_long_as_workers_wait_is_reported_where_the_end_of_tasks_is_not_seen() {
        runs(Duration.ofSeconds(9));

        ConnectorReport report = migrate(plan().build());

        assertThat(report.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.STOP_TOOK_LONG);
            assertThat(problem.isError()).isFalse();
            assertThat(problem.message()).contains("'orders' on source", "5 s by default");
        });
    }

    @Test
    void a_process_that_goes_on_after_such_a_stop_reports_it() {
        runs(Duration.ofSeconds(9));
        startAndKill(plan().build(), "PUT /connectors/orders/resume on target");

        assertThat(codes(migrate(plan().build()).problems())).containsExactly(ProblemCode.STOP_TOOK_LONG);
    }

    @Test
    void a_process_that_finds_the_source_stopped_by_one_that_has_died_reports_that_nothing_saw_how_long_it_took() {
        runs(Duration.ofSeconds(9));
        startAndKill(plan().build(), "PUT /connectors/orders/stop on source");
        simulation.sleep(Duration.ofSeconds(6));

        ConnectorReport report = migrate(plan().build());

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertThat(codes(report.problems())).containsExactly(ProblemCode.STOP_TOOK_LONG);
    }

    @Test
    void a_move_that_is_undone_after_such_a_stop_reports_it_too_since_the_source_delivers_again_as_well() {
        runs(Duration.ofSeconds(9));

        ConnectorReport report = migrate(plan().onCutover((name, target) -> {
                    throw new IllegalStateException("the records are locked");
                })
                .build());

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.CUT_OVER));
        assertThat(codes(report.problems())).containsExactly(ProblemCode.CUT_OVER_FAILED, ProblemCode.STOP_TOOK_LONG);
    }

    @Test
    void a_quick_stop_and_one_at_whose_end_each_task_has_said_so_are_not_reported() {
        runs(Duration.ofSeconds(2));
        assertThat(migrate(plan().build()).problems()).isEmpty();

        SimulatedTransport transport = process.transport(source).withStatusTopic();
        simulation.run(source, "others", ONE_TASK);
        source.stretchOneFlush(Duration.ofMillis(4_990).toNanos());
        assertThat(migrate(MigrationPlan.builder()
                                .from(process.client(source)
                                        .offsetTransport(transport)
                                        .build())
                                .to(clientWithTransport(target))
                                .connectors("others")
                                .build())
                        .problems())
                .isEmpty();
    }

    /** A connector of a class that closes what it has open for 4 s after its last commit. */
    private static final class SlowToClose implements ConnectorFamily {

        @Override
        public String name() {
            return "Slow to close";
        }

        @Override
        public Set<String> classNames() {
            return Set.of("com.example.SimulatedSource");
        }

        @Override
        public Duration stopTime(ConnectorConfig config) {
            return Duration.ofSeconds(4);
        }
    }

    @Test
    void a_stop_for_which_the_family_has_a_reason_is_not_waited_for_again() {
        use(process.migrator(journal).family(new SlowToClose()));
        runs(Duration.ofMillis(4_300));

        ConnectorReport report = migrate(plan().build());

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertThat(report.problems()).isEmpty();
        assertThat(report.downtime()).isBetween(Duration.ofMillis(5_300), Duration.ofMillis(6_300));
    }

    @Test
    void a_stop_that_is_longer_than_workers_wait_is_waited_for_again_whatever_the_family_knows() {
        use(process.migrator(journal).family(new SlowToClose()));
        runs(Duration.ofSeconds(9));
        lookAtTheStart();

        assertThat(codes(migrate(plan().build()).problems())).containsExactly(ProblemCode.STOP_TOOK_LONG);
        assertThat(sourceAtWork).containsExactly(false);
    }

    @Test
    void the_check_says_whether_the_end_of_tasks_is_seen() {
        runs(Duration.ZERO);

        assertThat(check(plan().build()).connectors().get(0).way())
                .contains("pause, stop (a task that outlasts this is not seen)");
        assertThat(check(planWith(process.transport(source)))
                        .connectors()
                        .get(0)
                        .way())
                .contains("is not seen");
        assertThat(check(planWith(process.transport(source).withStatusTopic()))
                        .connectors()
                        .get(0)
                        .way())
                .contains("pause, stop until each task has ended");
    }

    @Test
    void without_the_status_topic_a_task_is_waited_for_as_long_again_as_its_stop_took() {
        runs(Duration.ofSeconds(9));
        lookAtTheStart();

        assertThat(migrate(plan().build()).outcome()).isInstanceOf(Moved.class);

        assertThat(sourceAtWork).containsExactly(false);
    }
}
