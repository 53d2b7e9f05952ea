package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** After an interrupt, or when the downtime budget is used up, either the source runs or the migration is finished. */
@ExtendWith(SharedLaboratory.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InterruptIT {

    private final Laboratory lab;
    private final ConnectCluster source;
    private final ConnectCluster target;

    InterruptIT(Laboratory lab) {
        this.lab = lab;
        this.source = lab.cluster("source", KafkaVersion.V4_3);
        this.target = lab.cluster("target", KafkaVersion.V3_9);
    }

    @Test
    void before_the_target_is_resumed_everything_is_undone() {
        try (WorkerProxy proxy = WorkerProxy.before(target);
                TestedConnector connector = running(proxy)) {
            Thread migrating = Thread.currentThread();
            proxy.before("PATCH /connectors/" + connector.name() + "/offsets", migrating::interrupt);

            MigrationReport report = Migrator.create().migrate(connector.plan());

            assertThat(Thread.interrupted()).isTrue();
            // The request is awaited: what is interrupted might be done later.
            assertThat(outcome(report)).isEqualTo(new Undone(MigrationStep.VERIFY));
            assertThat(report.problems()).extracting(Problem::code).contains(ProblemCode.INTERRUPTED);
            assertBackOnTheSource(connector);
        }
    }

    @Test
    void once_the_target_is_resumed_the_migration_is_finished() {
        try (WorkerProxy proxy = WorkerProxy.before(target);
                TestedConnector connector = running(proxy)) {
            Thread migrating = Thread.currentThread();
            proxy.before("PUT /connectors/" + connector.name() + "/resume", migrating::interrupt);

            MigrationReport report = Migrator.create().migrate(connector.plan());

            assertThat(Thread.interrupted()).isTrue();
            assertThat(outcome(report)).isInstanceOf(Moved.class);
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    @Test
    void an_undo_is_completed_in_spite_of_an_interrupt() {
        try (WorkerProxy proxy = WorkerProxy.before(target);
                TestedConnector connector = running(proxy)) {
            Thread migrating = Thread.currentThread();
            proxy.before("DELETE /connectors/" + connector.name(), migrating::interrupt);

            MigrationReport report = Migrator.create()
                    .migrate(connector
                            .planning()
                            .onCutover((name, there) -> {
                                throw new IllegalStateException("not today");
                            })
                            .build());

            assertThat(Thread.interrupted()).isTrue();
            assertThat(outcome(report)).isEqualTo(new Undone(MigrationStep.CUT_OVER));
            assertBackOnTheSource(connector);
        }
    }

    @Test
    void the_downtime_budget_ends_a_hook_that_never_returns() {
        try (WorkerProxy proxy = WorkerProxy.before(target);
                TestedConnector connector = running(proxy)) {
            MigrationReport report = Migrator.builder()
                    .downtimeBudget(Duration.ofSeconds(2))
                    .build()
                    .migrate(connector
                            .planning()
                            .onCutover((name, there) -> new CountDownLatch(1).await())
                            .build());

            assertThat(Thread.interrupted()).isFalse();
            assertThat(outcome(report)).isEqualTo(new Undone(MigrationStep.CUT_OVER));
            assertThat(report.problems()).extracting(Problem::code).contains(ProblemCode.DOWNTIME_EXCEEDED);
            assertBackOnTheSource(connector);
        }
    }

    private TestedConnector running(WorkerProxy beforeTarget) {
        return new TestedConnector(lab, TestedConnector.client(source), beforeTarget.client("target")).running();
    }

    private static void assertBackOnTheSource(TestedConnector connector) {
        connector.assertSource(ConnectorState.RUNNING);
        connector.assertTargetAsFound();
        connector.awaitMoreRecords();
        connector.assertExactlyOnce();
    }

    private static MigrationOutcome outcome(MigrationReport report) {
        return report.connectors().get(0).outcome();
    }
}
