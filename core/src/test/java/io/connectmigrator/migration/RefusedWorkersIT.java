package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** ChecksTest does the same in simulated clusters. Here workers of two more versions are started. */
@ExtendWith(SharedLaboratory.class)
class RefusedWorkersIT {

    private final Laboratory lab;

    RefusedWorkersIT(Laboratory lab) {
        this.lab = lab;
    }

    @Test
    void a_source_that_cannot_list_offsets_is_refused() {
        try (TestedConnector connector = between(KafkaVersion.V3_4, KafkaVersion.V4_3)) {
            connector.running();

            MigrationCheck check = Migrator.create().check(connector.plan());

            assertThat(check.problems()).anySatisfy(problem -> {
                assertThat(problem.code()).isEqualTo(ProblemCode.NOT_SUPPORTED);
                assertThat(problem.message())
                        .contains("source-3.4.1 (version 3.4.1)")
                        .contains("since Kafka 3.5");
            });
            assertRefused(connector);
        }
    }

    @Test
    void a_target_that_cannot_create_a_stopped_connector_is_refused() {
        try (TestedConnector connector = between(KafkaVersion.V4_3, KafkaVersion.V3_6)) {
            connector.running();

            MigrationCheck check = Migrator.create().check(connector.plan());

            assertThat(check.problems()).anySatisfy(problem -> {
                assertThat(problem.code()).isEqualTo(ProblemCode.NOT_SUPPORTED);
                assertThat(problem.message())
                        .contains("target-3.6.2 (version 3.6.2)")
                        .contains("since Kafka 3.7");
            });
            assertRefused(connector);
        }
    }

    private TestedConnector between(KafkaVersion source, KafkaVersion target) {
        return TestedConnector.between(lab, lab.cluster("source", source), lab.cluster("target", target));
    }

    private static void assertRefused(TestedConnector connector) {
        MigrationReport report = Migrator.create().migrate(connector.plan());

        assertThat(report.connectors().get(0).outcome()).isInstanceOf(MigrationOutcome.Refused.class);
        connector.assertSource(ConnectorState.RUNNING);
        connector.assertTargetAsFound();
    }
}
