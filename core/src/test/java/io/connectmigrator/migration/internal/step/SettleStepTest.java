package io.connectmigrator.migration.internal.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.ConnectVersion;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.lab.sim.SimulatedConnect;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import io.connectmigrator.migration.MigrationRun;
import io.connectmigrator.plan.Cutover;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.StepReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was created on the target is looked at before any source is touched, if the plan says for how long. */
class SettleStepTest extends SimulatedClusters {

    private static final Duration INTERVAL = Duration.ofSeconds(130);

    private final List<String> calls = new ArrayList<>();

    @BeforeEach
    void runSource() {
        simulation.run(source, "orders", SOURCE);
    }

    private MigrationPlanBuilder settling() {
        return plan().settle(INTERVAL);
    }

    @Test
    void a_target_that_is_left_alone_for_the_time_is_moved_to() {
        ConnectorReport report = migrate(settling().build());

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertThat(steps(report)).containsSubsequence("prepare", "settle", "quiesce");
        assertThat(took(report, MigrationStep.SETTLE)).isBetween(INTERVAL, INTERVAL.plusSeconds(6));
        assertThat(report.downtime()).isLessThan(Duration.ofSeconds(10));
        assertRunsOnlyOn(target);
    }

    @Test
    void a_target_that_an_operator_deletes_is_found_before_the_source_is_touched() {
        assertTakenAway(() -> operator(target).delete(), "is gone");

        assertThat(target.connectorNames()).isEmpty();
    }

    @Test
    void a_target_that_an_operator_changes_is_found_before_the_source_is_touched() {
        assertTakenAway(
                () -> operator(target).reconfigure("tasks.max", "1"), "has another config; it differs in tasks.max");
    }

    @Test
    void a_target_that_an_operator_starts_is_found_before_the_source_is_touched() {
        assertTakenAway(() -> operator(target).resume(), "is RUNNING");
    }

    private void assertTakenAway(Runnable operator, String what) {
        MigrationRun run = migrator().start(settling().build());
        simulation.sleep(Duration.ofSeconds(20));
        assertThat(target.connectorNames()).containsExactly("orders");

        operator.run();
        ConnectorReport report = report(run).connectors().get(0);

        assertThat(report.problems().get(0).code()).isEqualTo(ProblemCode.TARGET_TAKEN_AWAY);
        assertThat(report.problems().get(0).message()).contains("was created stopped and " + what);
        assertThat(changes()).noneMatch(change -> change.startsWith("source "));
        assertThat(source.isCopying("orders")).isTrue();
        assertThat(report.outcome().succeeded()).isFalse();
    }

    @Test
    void a_run_that_is_cancelled_meanwhile_touches_no_source() {
        MigrationRun run = migrator().start(settling().build());
        simulation.sleep(Duration.ofSeconds(20));

        run.cancel();
        ConnectorReport report = report(run).connectors().get(0);

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.SETTLE));
        assertThat(changes()).containsExactly("target CREATED", "target DELETED");
        assertRunsOnlyOn(source);
    }

    @Test
    void a_source_that_an_earlier_call_has_stopped_does_not_wait_again() {
        startAndKill(settling().build(), "PUT /connectors/orders/stop on source");

        ConnectorReport report = migrate(settling().build());

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertThat(report.downtime()).isLessThan(Duration.ofSeconds(20));
        assertRunsOnlyOn(target);
    }

    @Test
    void all_connectors_of_a_wave_are_looked_at_for_the_same_time() {
        List<String> names = runMany(30);

        MigrationReport report =
                report(migrator().start(settling().connectors(names).build()));

        assertThat(report.succeeded()).isTrue();
        assertThat(report.took()).isLessThan(INTERVAL.multipliedBy(2));
    }

    @Test
    void the_hooks_are_called_in_order_before_the_source_is_touched() {
        ConnectorReport report = migrate(hooked().build());

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertThat(calls).containsExactly("settled orders, source copies: true", "before orders, source copies: true");
    }

    @Test
    void what_was_announced_is_taken_back_after_the_source_is_back() {
        ConnectorReport report = migrate(hooked().onCutover((connector, target) -> {
                    throw new IllegalStateException("closed");
                })
                .build());

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.CUT_OVER));
        assertThat(calls).endsWith("taken back orders, source copies: true");
        assertRunsOnlyOn(source);
    }

    private MigrationPlanBuilder hooked() {
        return plan().settle(Duration.ofSeconds(5))
                .afterSettled(cutover -> note("settled", cutover))
                .beforeQuiesce(cutover -> note("before", cutover), cutover -> note("taken back", cutover));
    }

    @Test
    void a_hook_that_fails_keeps_the_source_from_being_touched() {
        MigrationPlan plan = plan().beforeQuiesce(
                        cutover -> {
                            throw new NoSuchMethodError("of another client");
                        },
                        cutover -> note("taken back", cutover))
                .build();

        ConnectorReport report = migrate(plan);

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.BEFORE_QUIESCE));
        assertThat(codes(report.problems())).containsExactly(ProblemCode.HOOK_FAILED);
        assertThat(calls).containsExactly("taken back orders, source copies: true");
        assertThat(changes()).containsExactly("target CREATED", "target DELETED");
        assertRunsOnlyOn(source);
    }

    @Test
    void before_3_7_nothing_is_created_that_could_be_looked_at() {
        SimulatedConnect old = simulation.connect("old", ConnectVersion.V3_6, 1, kafka);

        ConnectorReport report =
                migrate(planOverTopics(source, old).settle(INTERVAL).build());

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertRunsOnlyOn(old);
    }

    private void note(String what, Cutover cutover) {
        calls.add(what + " " + cutover.connector() + ", source copies: " + source.isCopying("orders"));
    }

    private static Duration took(ConnectorReport report, MigrationStep step) {
        return report.steps().stream()
                .filter(done -> done.step() == step)
                .map(StepReport::took)
                .findFirst()
                .orElseThrow();
    }
}
