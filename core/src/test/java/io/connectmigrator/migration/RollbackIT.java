package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The states that real workers show of a connector that was paused or stopped, beyond what
 * {@link io.connectmigrator.lab.contract.MigrationContract} promises. RollbackTest and SecondCallTest have the rest.
 */
@ExtendWith(SharedLaboratory.class)
class RollbackIT {

    private final TestedConnector connector;
    private final Migrator migrator = Migrator.create();

    RollbackIT(Laboratory lab) {
        connector = TestedConnector.between(
                lab, lab.cluster("source", KafkaVersion.V3_9), lab.cluster("target", KafkaVersion.V4_3));
    }

    @Test
    void a_paused_connector_is_paused_on_the_target_and_paused_again_on_its_return() {
        try (connector) {
            connector.running();
            connector.source().pause(connector.name());

            assertThat(migrator.migrate(connector.plan())).matches(MigrationReport::succeeded);
            connector.assertTarget(ConnectorState.PAUSED);
            assertThat(migrator.rollback(connector.plan())).matches(MigrationReport::succeeded);

            connector.assertSource(ConnectorState.PAUSED);
            connector.source().resume(connector.name());
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    @Test
    void a_stopped_connector_is_stopped_on_the_target_and_stays_stopped_on_its_return() {
        try (connector) {
            connector.running();
            connector.source().pause(connector.name());
            connector.source().stop(connector.name());

            MigrationReport migrated = migrator.migrate(connector.plan());
            assertThat(migrated).matches(MigrationReport::succeeded);
            assertThat(migrated.problems()).extracting(Problem::code).contains(ProblemCode.SOURCE_ALREADY_STOPPED);
            connector.assertTarget(ConnectorState.STOPPED);
            connector.target().resume(connector.name());
            connector.awaitMoreRecords();
            assertThat(migrator.rollback(connector.plan())).matches(MigrationReport::succeeded);

            connector.assertSource(ConnectorState.STOPPED);
            connector.source().resume(connector.name());
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }
}
