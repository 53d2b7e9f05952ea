package io.connectmigrator.migration.internal.run;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.lab.sim.Fault;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import io.connectmigrator.migration.MigrationRun;
import io.connectmigrator.plan.TargetFailure;
import io.connectmigrator.report.Baseline;
import io.connectmigrator.report.BaselineSample;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.Measured;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connector is measured before its move and after it, and never because of that worse off. */
class BaselineTest extends SimulatedClusters {

    private static final Duration APART = Duration.ofSeconds(60);
    private static final String STATUS = "GET /connectors/orders/status on ";
    private static final String OFFSETS = "GET /connectors/orders/offsets on ";

    /** The check reads both before. */
    private static final int FIRST_SAMPLE = 2;

    private final List<String> events = new ArrayList<>();

    @BeforeEach
    void runSource() {
        simulation.run(source, "orders", SOURCE);
        simulation.sleep(Duration.ofSeconds(5));
        use(process.migrator(journal).listener(this::note));
    }

    private void note(MigrationEvent event) {
        if (event instanceof MigrationEvent.StepStarted started) {
            events.add(started.step() + " began");
        } else if (event instanceof MigrationEvent.StepEnded ended) {
            events.add(ended.step() + " ended");
        }
    }

    private MigrationPlanBuilder measured() {
        return plan().baseline(APART);
    }

    private static Baseline baseline(ConnectorReport report) {
        return requireNonNull(report.baseline(), "baseline");
    }

    @Test
    void without_the_setting_nothing_is_measured() {
        ConnectorReport report = migrate(plan().build());

        assertThat(report.baseline()).isNull();
        assertThat(steps(report)).doesNotContain("baseline", "compare");
    }

    @Test
    void two_samples_before_the_source_is_touched_and_two_after_the_target_has_been_proved() {
        ConnectorReport report = migrate(measured().build());

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertThat(report.problems()).isEmpty();
        assertThat(steps(report))
                .containsExactly(
                        "check",
                        "prepare",
                        "baseline",
                        "quiesce",
                        "snapshot",
                        "write",
                        "verify",
                        "cut over",
                        "resume",
                        "prove",
                        "compare");
        assertThat(events).endsWith("prove ended", "compare began", "compare ended");
        assertMeasured(baseline(report).before(), "source");
        assertMeasured(baseline(report).after(), "target");
        assertThat(baseline(report).apart()).isEqualTo(APART);
        assertThat(baseline(report).before().samples().get(1).at()).isBefore(startOf(report, MigrationStep.QUIESCE));
        assertThat(report.downtime()).isLessThan(Duration.ofSeconds(10));
        assertRunsOnlyOn(target);
    }

    private static void assertMeasured(Measured side, String cluster) {
        assertThat(side.missing()).isNull();
        assertThat(side.apart()).hasValueSatisfying(apart -> assertThat(apart).isBetween(APART, APART.plusSeconds(6)));
        assertThat(side.samples()).hasSize(2).allSatisfy(sample -> {
            assertThat(sample.state()).isEqualTo("RUNNING");
            assertThat(sample.worker()).contains(cluster);
            assertThat(sample.tasks()).hasSize(2).allSatisfy(task -> {
                assertThat(task.state()).isEqualTo("RUNNING");
                assertThat(task.worker()).contains(cluster);
                assertThat(task.cause()).isNull();
            });
            assertThat(sample.unread()).isEmpty();
            assertThat(sample.lag()).isNull();
            assertThat(sample.deadLetters()).isNull();
        });
        assertThat(side.partitions()).isNotEmpty();
        assertThat(side.perSecond().orElse(0)).isPositive();
        assertThat(side.still()).isZero();
        assertThat(side.rebalanced()).isFalse();
    }

    @Test
    void a_target_settles_while_the_source_is_measured() {
        ConnectorReport report =
                migrate(measured().settle(Duration.ofSeconds(90)).build());

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertThat(steps(report)).containsSubsequence("prepare", "baseline", "settle", "quiesce");
        Duration both =
                Duration.between(startOf(report, MigrationStep.BASELINE), startOf(report, MigrationStep.QUIESCE));
        assertThat(both).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(100));
    }

    @Test
    void a_settling_time_shorter_than_the_samples_is_over_with_them() {
        ConnectorReport report =
                migrate(measured().settle(Duration.ofSeconds(20)).build());

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        Duration both =
                Duration.between(startOf(report, MigrationStep.BASELINE), startOf(report, MigrationStep.QUIESCE));
        assertThat(both).isLessThan(Duration.ofSeconds(70));
    }

    @Test
    void all_connectors_of_a_wave_are_measured_at_the_same_time() {
        List<String> names = runMany(30);

        MigrationReport report =
                report(migrator().start(measured().connectors(names).build()));

        assertThat(report.succeeded()).isTrue();
        assertThat(report.connectors())
                .allSatisfy(connector ->
                        assertThat(baseline(connector).before().missing()).isNull());
        assertThat(report.took()).isLessThan(APART.multipliedBy(4));
    }

    @Test
    void a_status_that_cannot_be_read_is_missing_and_nothing_else() {
        at(STATUS + "source", FIRST_SAMPLE, Fault.SERVER_ERROR);

        ConnectorReport report = migrate(measured().build());

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        BaselineSample first = baseline(report).before().samples().get(0);
        assertThat(first.state()).isNull();
        assertThat(first.partitions()).isPositive();
        assertThat(first.unread())
                .singleElement()
                .asString()
                .startsWith("its status: GET ")
                .contains("500");
        assertThat(baseline(report).before().rebalanced()).isFalse();
        assertThat(baseline(report).before().samples().get(1).unread()).isEmpty();
    }

    @Test
    void offsets_that_cannot_be_read_leave_no_rates() {
        at(OFFSETS + "source", FIRST_SAMPLE, Fault.SERVER_ERROR);

        ConnectorReport report = migrate(measured().build());

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        Measured before = baseline(report).before();
        assertThat(before.samples().get(0).state()).isEqualTo("RUNNING");
        assertThat(before.samples().get(0).partitions()).isNull();
        assertThat(before.samples().get(0).unread()).singleElement().asString().startsWith("its offsets: GET ");
        assertThat(before.partitions()).isEmpty();
        assertThat(before.perSecond()).isEmpty();
    }

    @Test
    void a_status_that_never_comes_costs_no_more_than_the_time_of_a_sample() {
        at(STATUS + "source", FIRST_SAMPLE, Fault.NO_ANSWER_NOT_DONE);

        ConnectorReport report = migrate(measured().build());

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        Measured before = baseline(report).before();
        assertThat(before.samples().get(0).unread()).isNotEmpty();
        assertThat(Duration.between(startOf(report, MigrationStep.BASELINE), startOf(report, MigrationStep.QUIESCE)))
                .isLessThan(APART.plusSeconds(20));
    }

    @Test
    void a_task_that_has_failed_is_shown_with_its_cause_and_without_secrets() {
        simulation.run(
                source,
                "secret",
                Map.of("connector.class", "SimulatedSource", "tasks.max", "2", "password", "open-sesame"));
        simulation.sleep(Duration.ofSeconds(5));
        MigrationRun run = migrator()
                .start(MigrationPlan.builder()
                        .from(client(source))
                        .to(client(target))
                        .connectors("secret")
                        .allow("D4", "nothing is lost")
                        .baseline(APART)
                        .build());
        simulation.sleep(Duration.ofSeconds(30));
        source.failTask("secret", "java.lang.IllegalStateException: open-sesame is wrong\n\tat line 2");

        ConnectorReport report = report(run).connectors().get(0);

        BaselineSample second = baseline(report).before().samples().get(1);
        assertThat(second.tasks()).extracting(BaselineSample.Task::state).contains("FAILED", "RUNNING");
        assertThat(second.tasks())
                .filteredOn(task -> task.cause() != null)
                .singleElement()
                .satisfies(task ->
                        assertThat(task.cause()).isEqualTo("java.lang.IllegalStateException: <hidden> is wrong"));
    }

    @Test
    void a_source_that_is_stopped_meanwhile_is_shown_so() {
        MigrationRun run = migrator().start(measured().build());
        simulation.sleep(Duration.ofSeconds(30));

        operator(source).stop();
        ConnectorReport report = report(run).connectors().get(0);

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertThat(baseline(report).before().samples())
                .extracting(BaselineSample::state)
                .containsExactly("RUNNING", "STOPPED");
        assertThat(baseline(report).after().samples())
                .extracting(BaselineSample::state)
                .containsOnly("STOPPED");
    }

    @Test
    void a_run_that_is_cancelled_before_touches_no_source() {
        MigrationRun run = migrator().start(measured().build());
        simulation.sleep(Duration.ofSeconds(30));

        run.cancel();
        ConnectorReport report = report(run).connectors().get(0);

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.BASELINE));
        assertThat(changes()).containsExactly("target CREATED", "target DELETED");
        assertThat(baseline(report).before().samples()).hasSize(1);
        assertThat(baseline(report).before().missing()).isNotNull();
        assertRunsOnlyOn(source);
    }

    @Test
    void a_run_that_is_cancelled_afterwards_leaves_what_has_moved() {
        MigrationRun run = startedAndMoved(measured());

        run.cancel();
        ConnectorReport report = report(run).connectors().get(0);

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertThat(baseline(report).before().missing()).isNull();
        assertThat(baseline(report).after().samples()).hasSize(1);
        assertThat(baseline(report).after().missing()).contains("cancel");
        assertRunsOnlyOn(target);
    }

    private MigrationRun startedAndMoved(MigrationPlanBuilder plan) {
        MigrationRun run = migrator().start(plan.build());
        assertThat(simulation.runUntil(() -> events.contains("compare began"), Duration.ofMinutes(10)))
                .isTrue();
        simulation.sleep(Duration.ofSeconds(10));
        return run;
    }

    @Test
    void those_that_are_measured_leave_their_place_to_others() {
        use(process.migrator(journal).concurrency(1).listener(this::note));
        List<String> names = runMany(10);

        MigrationReport report =
                report(migrator().start(measured().connectors(names).build()));

        assertThat(report.succeeded()).isTrue();
        assertThat(report.took()).isLessThan(APART.multipliedBy(5));
    }

    @Test
    void a_process_that_died_leaves_no_samples_of_what_came_before() {
        startAndKill(measured().build(), "PUT /connectors/orders/stop on source");

        ConnectorReport report = migrate(measured().build());

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertThat(baseline(report).before().samples()).isEmpty();
        assertThat(baseline(report).before().missing()).isEqualTo("an earlier call had begun to stop the source");
        assertMeasured(baseline(report).after(), "target");
        assertThat(Duration.between(startOf(report, MigrationStep.BASELINE), startOf(report, MigrationStep.RESUME)))
                .isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void what_had_moved_before_is_not_measured_any_more() {
        migrate(plan().build());

        Baseline baseline = baseline(migrate(measured().build()));

        assertThat(baseline.before().missing()).isEqualTo("an earlier call has moved the connector");
        assertThat(baseline.after().missing()).isEqualTo("an earlier call has moved the connector");
    }

    @Test
    void a_connector_that_comes_back_has_no_samples_of_the_target() {
        ConnectorReport report = migrate(measured()
                .onCutover((connector, target) -> {
                    throw new IllegalStateException("closed");
                })
                .build());

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.CUT_OVER));
        assertMeasured(baseline(report).before(), "source");
        assertThat(baseline(report).after().missing()).isEqualTo("not taken");
        assertRunsOnlyOn(source);
    }

    @Test
    void a_watch_looks_while_the_target_is_measured() {
        MigrationRun run = startedAndMoved(measured().watch(Duration.ofSeconds(130)));

        operator(source).resume();
        simulation.sleep(Duration.ofSeconds(10));
        boolean copiesTwice = source.isCopying("orders");
        ConnectorReport report = report(run).connectors().get(0);

        assertThat(copiesTwice).isFalse();
        assertThat(codes(report.problems())).containsExactly(ProblemCode.SOURCE_RUNS_AGAIN);
        assertThat(steps(report)).endsWith("prove", "compare", "watch");
        assertThat(events).endsWith("compare began", "compare ended", "watch began", "watch ended");
        assertMeasured(baseline(report).after(), "target");
        assertThat(Duration.between(startOf(report, MigrationStep.COMPARE), startOf(report, MigrationStep.WATCH)))
                .isLessThan(APART.plusSeconds(5));
    }

    @Test
    void a_watch_shorter_than_the_samples_lasts_as_long_as_these() {
        ConnectorReport report =
                migrate(measured().watch(Duration.ofSeconds(10)).build());

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertThat(steps(report)).endsWith("compare", "watch");
        assertMeasured(baseline(report).after(), "target");
    }

    @Test
    void a_target_that_fails_while_it_is_measured_is_brought_back_at_once() {
        MigrationRun run =
                startedAndMoved(measured().watch(Duration.ofSeconds(130)).onTargetFailure(TargetFailure.ROLL_BACK));

        target.failTask("orders");
        ConnectorReport report = report(run).connectors().get(0);

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.WATCH));
        assertThat(baseline(report).after().samples()).hasSize(1);
        assertThat(baseline(report).after().missing()).isEqualTo("the watch has ended");
        assertMeasured(baseline(report).before(), "source");
        assertRunsOnlyOn(source);
    }
}
