package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Workers before 3.8 let a connector make more tasks than {@code tasks.max}; later ones fail it, and it has no tasks then. */
@ExtendWith(SharedLaboratory.class)
class TooManyTasksIT {

    private static final String BEYOND = "tasks.beyond.max";

    private final Migrator migrator =
            Migrator.builder().startTimeout(Duration.ofSeconds(10)).build();
    private final Laboratory lab;

    TooManyTasksIT(Laboratory lab) {
        this.lab = lab;
    }

    @Test
    void a_connector_with_more_tasks_than_the_target_allows_is_refused() {
        try (TestedConnector connector = connector()) {
            connector.running("tasks.max", "1", BEYOND, "2");

            MigrationReport report = migrator.migrate(connector.plan());

            assertThat(report.problems())
                    .filteredOn(Problem::isError)
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.TOO_MANY_TASKS);
            connector.assertSource(ConnectorState.RUNNING);
            connector.assertTargetAsFound();
        }
    }

    @Test
    void a_target_that_fails_for_its_tasks_is_rolled_back_and_a_corrected_plan_moves_the_connector() {
        try (TestedConnector connector = connector()) {
            connector.running("tasks.max", "1");

            MigrationReport failed = migrator.migrate(connector
                    .planning()
                    .config((name, config) -> config.with(BEYOND, "2"))
                    .build());

            assertThat(failed.connectors().get(0).outcome()).isEqualTo(new Undone(MigrationStep.RESUME));
            assertThat(failed.problems())
                    .filteredOn(Problem::isError)
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.TASK_FAILED);
            connector.assertSource(ConnectorState.RUNNING);
            connector.assertTargetAsFound();
            connector.awaitMoreRecords();
            assertThat(migrator.migrate(connector.plan())).matches(MigrationReport::succeeded);
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    private TestedConnector connector() {
        return TestedConnector.between(
                lab, lab.cluster("source", KafkaVersion.V3_7), lab.cluster("target", KafkaVersion.V4_3));
    }
}
