package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.AuditLog.Kind;
import io.connectmigrator.lab.sim.Fault;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationOutcome.Confirmed;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationOutcome.RolledBack;
import io.connectmigrator.report.MigrationPhase;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call does after an earlier call for the same connector was killed with its process. */
class KilledProcessTest extends SimulatedClusters {

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

    /** Starts a call and kills its process at a point. */
    private void killedAt(String point, int number, MigrationRun run) {
        at(point, number, () -> process.kill());
        simulation.sleep(Duration.ofSeconds(5));
        assertThat(run.completion()).isNotDone();
        restart();
    }

    @Test
    void an_unfinished_confirmation_is_not_rolled_back_and_can_be_finished() {
        moved();
        killedAt("DELETE /connectors/orders on source answered", 1, migrator().startConfirm(plan().build()));

        assertRefused(rollback(plan().build()), "was deleted, as it is when a migration is confirmed");
        assertThat(confirm(plan().build()).outcome()).isInstanceOf(Confirmed.class);

        assertThat(phases()).isEmpty();
        assertRunsOnlyOn(target);
    }

    @Test
    void an_unfinished_rollback_must_be_finished_first() {
        moved();
        killedAt("PUT /connectors/orders/stop on target answered", 1, migrator().startRollback(plan().build()));

        assertThat(phases()).containsExactly(MigrationPhase.ROLLING_BACK);
        assertRefused(migrate(plan().build()), "a rollback");
        assertRefused(confirm(plan().build()), "a rollback");
        assertThat(rollback(plan().build()).outcome()).isInstanceOf(RolledBack.class);
        assertRunsOnlyOn(source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PUT /connectors/orders/pause on source answered",
                "PUT /connectors/orders/stop on source answered",
                "PATCH /connectors/orders/offsets on target answered",
                "PUT /connectors/orders/resume on target answered"
            })
    void the_next_process_finishes_or_rolls_back_an_unfinished_migration(String point) {
        killedAt(point, 1, migrator().start(plan().build()));
        boolean back = point.contains("stop");

        assertThat((back ? rollback(plan().build()) : migrate(plan().build())).outcome())
                .isInstanceOf(back ? RolledBack.class : Moved.class);

        assertRunsOnlyOn(back ? source : target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PUT /connectors/orders/resume on target", "PUT /connectors/orders/resume on target answered"})
    void a_rollback_much_later_is_not_kept_by_the_downtime_of_the_killed_call(String point) {
        killedAt(point, 1, migrator().start(plan().build()));
        simulation.sleep(Duration.ofHours(12));

        ConnectorReport report = rollback(plan().build());

        assertThat(report.outcome()).as("%s", report.problems()).isInstanceOf(RolledBack.class);
        assertRunsOnlyOn(source);
    }

    @Test
    void a_rollback_of_a_connector_that_is_down_begins_anew_when_the_target_is_changed_meanwhile() {
        killedAt("PUT /connectors/orders/resume on target", 1, migrator().start(plan().build()));
        at(
                "PATCH /connectors/orders/offsets on source answered",
                1,
                () -> operator(target).reconfigure("changed", "true"));

        ConnectorReport report = rollback(plan().build());

        assertThat(report.outcome()).as("%s", report.problems()).isInstanceOf(RolledBack.class);
        assertRunsOnlyOn(source);
    }

    @Test
    void a_connector_that_was_only_prepared_is_checked_as_usual() {
        killedAt("POST /connectors on target answered", 1, migrator().start(plan().build()));

        MigrationCheck check = check(plan().build());

        assertThat(target.connectorNames()).containsExactly("orders");
        assertThat(check.problems()).isEmpty();
        moved();
        assertRunsOnlyOn(target);
    }

    @Test
    void a_check_reports_an_unfinished_migration() {
        killedAt("PUT /connectors/orders/stop on source answered", 1, migrator().start(plan().build()));

        MigrationCheck check = check(plan().build());

        assertThat(codes(check.problems())).containsExactly(ProblemCode.ALREADY_BEGUN);
        assertThat(check.passed()).isTrue();
        moved();
    }

    @Test
    void a_connector_that_is_down_is_moved_although_another_one_is_refused() {
        simulation.run(source, "payments", Map.of("connector.class", "SimulatedSource", "data", "payments"));
        killedAt("PUT /connectors/orders/stop on source answered", 1, migrator().start(both()));
        source.failTask("payments");

        MigrationReport report = report(migrator().start(both()));

        assertThat(report.connectors())
                .extracting(connector -> connector.outcome().toString())
                .containsExactly("moved", "refused");
        assertThat(target.connectorNames()).containsExactly("orders");
        assertRunsOnlyOn(target);
    }

    @Test
    void a_connector_that_is_down_is_moved_although_the_plan_has_an_error() {
        killedAt("PUT /connectors/orders/stop on source answered", 1, migrator().start(plan().build()));

        ConnectorReport report = migrate(MigrationPlan.builder()
                .from(client(source))
                .to(client(target))
                .connectorsMatching(connector -> true)
                .waitsFor("odrers", "orders")
                .build());

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertRunsOnlyOn(target);
    }

    @Test
    void a_connector_that_is_down_is_resumed_although_the_call_is_cancelled() {
        killedAt("PUT /connectors/orders/stop on source answered", 1, migrator().start(plan().build()));
        MigrationRun run = migrator().start(plan().build());
        run.cancel();

        ConnectorReport report = report(run).connectors().get(0);

        assertThat(report.outcome()).isInstanceOf(MigrationOutcome.Undone.class);
        assertThat(codes(report.problems())).containsExactly(ProblemCode.CANCELLED);
        assertRunsOnlyOn(source);
        assertTargetUntouched();
    }

    @Test
    void an_unfinished_undo_is_finished_although_another_connector_is_refused() {
        simulation.run(source, "payments", Map.of("connector.class", "SimulatedSource", "data", "payments"));
        at("PATCH /connectors/orders/offsets on target", Fault.SERVER_ERROR);
        killedAt("PUT /connectors/orders/resume on source", 1, migrator().start(both()));
        source.failTask("payments");

        MigrationReport report = report(migrator().start(both()));

        assertThat(report.connectors())
                .extracting(connector -> connector.outcome().toString())
                .containsExactly("not started", "refused");
        assertThat(codes(report.connectors().get(0).problems())).containsExactly(ProblemCode.SOURCE_NOT_HEALTHY);
        assertThat(phases()).isEmpty();
        assertRunsOnlyOn(source);
        assertTargetUntouched();
    }

    @Test
    void a_connector_that_is_down_waits_for_no_wave_and_no_gate() {
        for (String other : List.of("pilot", "payments")) {
            simulation.run(source, other, Map.of("connector.class", "SimulatedSource", "data", other));
        }
        killedAt(
                "PUT /connectors/orders/pause on source answered", 1, migrator().start(plan().build()));
        MigrationRun[] run = new MigrationRun[1];
        run[0] = migrator()
                .start(MigrationPlan.builder()
                        .from(client(source))
                        .to(client(target))
                        .connectors("pilot", "payments", "orders")
                        .wave("pilot")
                        .gate((wave, reports) -> {
                            simulation.time().after(Duration.ofMinutes(1).toNanos(), () -> run[0].cancel());
                            return new CompletableFuture<>();
                        })
                        .build());

        MigrationReport report = report(run[0]);

        assertThat(report.connectors())
                .extracting(connector -> connector.connector() + " " + connector.outcome())
                .containsExactly("pilot moved", "payments not started", "orders moved");
        assertThat(changesOfStates()).containsSubsequence("target orders STARTED", "source pilot PAUSED");
        assertRunsOnlyOn(target);
    }

    @Test
    void a_connector_whose_undo_is_finished_waits_again_for_those_that_its_plan_names() {
        simulation.run(source, "payments", Map.of("connector.class", "SimulatedSource", "data", "payments"));
        at("PATCH /connectors/orders/offsets on target", Fault.SERVER_ERROR);
        killedAt("PUT /connectors/orders/resume on source", 1, migrator().start(plan().build()));

        MigrationReport report = report(migrator()
                .start(MigrationPlan.builder()
                        .from(client(source))
                        .to(client(target))
                        .connectors("orders", "payments")
                        .waitsFor("orders", "payments")
                        .build()));

        assertThat(report.connectors())
                .extracting(connector -> connector.connector() + " " + connector.outcome())
                .containsExactly("payments moved", "orders moved");
        assertThat(changesOfStates())
                .containsSubsequence("source orders STARTED", "target payments STARTED", "source orders PAUSED");
        assertRunsOnlyOn(target);
    }

    /** {@return the states that the second process has asked for, such as {@code source orders PAUSED}} */
    private List<String> changesOfStates() {
        return simulation.audit().changes().stream()
                .filter(change -> change.author().equals("service-2") && change.kind() == Kind.TARGET_STATE_CHANGED)
                .map(change -> change.cluster() + " " + change.connector() + " " + change.after())
                .toList();
    }

    private MigrationPlan both() {
        return MigrationPlan.builder()
                .from(client(source))
                .to(client(target))
                .connectors("orders", "payments")
                .wave("orders")
                .build();
    }
}
