package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationOutcome.RolledBack;
import io.connectmigrator.report.MigrationOutcome.Unfinished;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.MigrationStep;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** UndoTest does the same in simulated clusters. Here a worker is started twice, and its absence is waited for twice. */
@ExtendWith(SharedLaboratory.class)
class DeadTargetIT {

    private final Laboratory lab;
    private final ConnectCluster source;

    DeadTargetIT(Laboratory lab) {
        this.lab = lab;
        this.source = lab.cluster("source", KafkaVersion.V4_3);
    }

    @ParameterizedTest
    @EnumSource(
            value = ConnectorState.class,
            names = {"RUNNING", "PAUSED"})
    void a_target_that_crashes_before_the_write_is_cleaned_up_after_its_restart(ConnectorState before) {
        ConnectCluster restarted = lab.connect("restarted-" + before).start();
        Journal journal = Journal.inMemory();
        try (WorkerProxy proxy = WorkerProxy.before(source);
                TestedConnector connector =
                        new TestedConnector(lab, proxy.client("source"), TestedConnector.client(restarted))) {
            connector.running();
            if (before == ConnectorState.PAUSED) {
                connector.source().pause(connector.name());
            }
            proxy.before(
                    "PUT /connectors/" + connector.name() + "/stop",
                    () -> restarted.worker().kill());

            MigrationReport report = Migrator.builder()
                    .startTimeout(Duration.ofSeconds(5))
                    .pendingTimeout(Duration.ofSeconds(1))
                    .journal(journal)
                    .build()
                    .migrate(connector.plan());

            assertThat(outcome(report)).isEqualTo(new Unfinished(MigrationStep.WRITE));
            connector.assertSource(before);

            restarted.start();
            Migrator later = Migrator.builder().journal(journal).build();
            assertThat(outcome(later.rollback(connector.plan()))).isInstanceOf(RolledBack.class);
            connector.assertSource(before);
            connector.assertTargetAsFound();
            connector.source().resume(connector.name());
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        } finally {
            restarted.kill();
        }
    }

    private static MigrationOutcome outcome(MigrationReport report) {
        return report.connectors().get(0).outcome();
    }
}
