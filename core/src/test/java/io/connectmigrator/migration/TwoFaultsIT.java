package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.HangingLeader;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationOutcome.RolledBack;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two faults at once, or a fault and a change by an operator, on real workers. */
@ExtendWith(SharedLaboratory.class)
class TwoFaultsIT {

    private final Laboratory lab;
    private final ConnectCluster source;
    private final ConnectCluster target;

    TwoFaultsIT(Laboratory lab) {
        this.lab = lab;
        this.source = lab.cluster("source", KafkaVersion.V4_3);
        this.target = lab.cluster("target", KafkaVersion.V3_9);
    }

    @Test
    void the_source_is_resumed_although_its_only_worker_is_down_when_the_hook_fails() {
        ConnectCluster away = lab.connect("away").start();
        try (TestedConnector connector =
                TestedConnector.between(lab, away, target).running()) {
            MigrationReport report = Migrator.create()
                    .migrate(connector
                            .planning()
                            .onCutover((name, there) -> {
                                away.worker().kill();
                                in(Duration.ofSeconds(5), () -> away.worker().launchAgain());
                                throw new IllegalStateException("the records cannot be switched");
                            })
                            .build());

            assertThat(outcome(report)).isEqualTo(new Undone(MigrationStep.CUT_OVER));
            connector.assertTargetAsFound();
            connector.awaitMoreRecords();
            connector.assertSource(ConnectorState.RUNNING);
            connector.assertExactlyOnce();
        } finally {
            away.kill();
        }
    }

    @Test
    void a_connector_that_an_operator_creates_on_the_target_during_the_gate_is_left_alone() {
        try (TestedConnector first =
                        TestedConnector.between(lab, source, target).running();
                TestedConnector second =
                        TestedConnector.between(lab, source, target).running()) {
            MigrationPlan plan = MigrationPlan.builder()
                    .from(first.source())
                    .to(first.target())
                    .connectors(first.name(), second.name())
                    .wave(first.name())
                    .gate((wave, reports) -> {
                        second.target().createConnector(second.name(), second.config());
                        return CompletableFuture.completedFuture(true);
                    })
                    .build();

            MigrationReport report = Migrator.create().migrate(plan);

            assertThat(report.connectors().get(0).outcome()).isInstanceOf(Moved.class);
            assertThat(report.connectors().get(1).outcome()).isIn(new Refused(), new Undone(MigrationStep.PREPARE));
            assertThat(report.problems()).extracting(Problem::code).contains(ProblemCode.NAME_TAKEN);
            second.assertSource(ConnectorState.RUNNING);
            assertThat(second.target().status(second.name()).state()).isEqualTo(ConnectorState.RUNNING);
        }
    }

    @Test
    void a_connector_that_was_moved_on_is_rolled_back_only_by_the_later_migration() {
        ConnectCluster beyond = lab.cluster("target", KafkaVersion.V4_3);
        Migrator migrator = Migrator.create();
        try (TestedConnector connector =
                TestedConnector.between(lab, source, target).running()) {
            MigrationPlan there = connector.plan();
            MigrationPlan further = MigrationPlan.builder()
                    .from(connector.target())
                    .to(TestedConnector.client(beyond))
                    .connectors(connector.name())
                    .build();
            assertThat(outcome(migrator.migrate(there))).isInstanceOf(Moved.class);
            assertThat(outcome(migrator.migrate(further))).isInstanceOf(Moved.class);

            MigrationReport refused = migrator.rollback(there);

            assertThat(outcome(refused)).isEqualTo(new Refused());
            assertThat(refused.problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.message()).contains("is now connector"));
            connector.assertSource(ConnectorState.STOPPED);
            connector.assertTarget(ConnectorState.STOPPED);
            connector.awaitMoreRecords();
            assertThat(outcome(migrator.rollback(further))).isEqualTo(new RolledBack());
            assertThat(outcome(migrator.rollback(there))).isEqualTo(new RolledBack());
            connector.awaitMoreRecords();
            connector.assertSource(ConnectorState.RUNNING);
            connector.assertExactlyOnce();
        }
    }

    @Test
    void a_leader_that_hangs_when_the_offsets_are_written_never_lets_both_run() {
        try (HangingLeader pair = new HangingLeader(lab, KafkaVersion.V4_3);
                WorkerProxy proxy = WorkerProxy.before(source);
                TestedConnector connector = new TestedConnector(
                                lab, proxy.client("source"), pair.client().build())
                        .running()) {
            proxy.before("PUT /connectors/" + connector.name() + "/stop", pair::hang);

            MigrationReport report = Migrator.builder()
                    .downtimeBudget(Duration.ofMinutes(5))
                    .build()
                    .migrate(connector.plan());

            assertThat(outcome(report)).isInstanceOfAny(Moved.class, Undone.class);
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    private static void in(Duration delay, Runnable action) {
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                .execute(action);
    }

    private static MigrationOutcome outcome(MigrationReport report) {
        return report.connectors().get(0).outcome();
    }
}
