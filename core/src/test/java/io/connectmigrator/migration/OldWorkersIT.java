package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedLaboratory.class)
class OldWorkersIT {

    private final Laboratory lab;

    OldWorkersIT(Laboratory lab) {
        this.lab = lab;
    }

    @Test
    void a_source_that_can_list_and_not_alter_offsets_moves_with_a_warning_and_is_not_rolled_back_to() {
        try (TestedConnector connector = between(KafkaVersion.V3_5, KafkaVersion.V4_3)) {
            connector.running();

            Migrator migrator = Migrator.create();

            MigrationReport moved = migrator.migrate(connector.plan());

            assertThat(moved).matches(MigrationReport::succeeded);
            assertThat(moved.problems()).extracting(Problem::code).contains(ProblemCode.NO_WAY_BACK_OVER_REST);
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();

            MigrationReport report = migrator.rollback(connector.plan());

            assertThat(report.connectors().get(0).outcome())
                    .isEqualTo(new MigrationOutcome.Undone(MigrationStep.WRITE));
            assertThat(report.problems()).extracting(Problem::code).contains(ProblemCode.NOT_SUPPORTED);
            connector.assertTarget(ConnectorState.RUNNING);
            connector.assertSource(ConnectorState.STOPPED);
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    private TestedConnector between(KafkaVersion source, KafkaVersion target) {
        return TestedConnector.between(lab, lab.cluster("source", source), lab.cluster("target", target));
    }
}
