package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedLaboratory.class)
class OldWorkersIT {

    private final Laboratory lab;

    OldWorkersIT(Laboratory lab) {
        this.lab = lab;
    }

    @Test
    void a_source_that_cannot_list_offsets_is_refused() {
        try (TestedConnector connector = between(KafkaVersion.V3_4_1, KafkaVersion.V4_3_1)) {
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
        try (TestedConnector connector = between(KafkaVersion.V4_3_1, KafkaVersion.V3_6_2)) {
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

    @Test
    void a_source_that_can_list_and_not_alter_offsets_moves_with_a_warning() {
        try (TestedConnector connector = between(KafkaVersion.V3_5_1, KafkaVersion.V4_3_1)) {
            connector.running();

            MigrationReport report = Migrator.create().migrate(connector.plan());

            assertThat(report).matches(MigrationReport::succeeded);
            assertThat(report.problems()).extracting(Problem::code).contains(ProblemCode.NO_WAY_BACK_OVER_REST);
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    @Test
    void what_it_cannot_take_back_stays_on_the_target() {
        try (TestedConnector connector = between(KafkaVersion.V3_5_1, KafkaVersion.V4_3_1)) {
            connector.running();
            Migrator migrator = Migrator.create();
            migrator.migrate(connector.plan());
            connector.awaitMoreRecords();

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

    private static void assertRefused(TestedConnector connector) {
        MigrationReport report = Migrator.create().migrate(connector.plan());

        assertThat(report.connectors().get(0).outcome()).isInstanceOf(MigrationOutcome.Refused.class);
        connector.assertSource(ConnectorState.RUNNING);
        connector.assertTargetAsFound();
    }
}
