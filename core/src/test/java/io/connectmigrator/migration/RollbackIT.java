package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.migration.MigrationOutcome.Confirmed;
import io.connectmigrator.migration.MigrationOutcome.Refused;
import io.connectmigrator.migration.MigrationOutcome.RolledBack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Beyond what {@link io.connectmigrator.lab.contract.MigrationContract} promises. */
@ExtendWith(SharedLaboratory.class)
class RollbackIT {

    private final TestedConnector connector;
    private final Migrator migrator = Migrator.create();

    RollbackIT(Laboratory lab) {
        connector = TestedConnector.between(
                lab, lab.cluster("source", KafkaVersion.V3_9_1), lab.cluster("target", KafkaVersion.V4_3_1));
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

    @Test
    void a_connector_that_fails_on_the_target_can_be_brought_back() {
        try (connector) {
            connector.running();
            MigrationPlan plan = connector
                    .planning()
                    .config((name, config) -> config.with("fail", "task-start"))
                    .build();

            MigrationReport failed = migrator.migrate(plan);
            assertThat(outcome(failed)).isEqualTo(new MigrationOutcome.Unfinished(MigrationStep.RESUME));
            assertThat(failed.problems()).extracting(Problem::code).contains(ProblemCode.TASK_FAILED);
            assertThat(migrator.rollback(plan)).matches(MigrationReport::succeeded);

            connector.assertSource(ConnectorState.RUNNING);
            connector.assertTargetAsFound();
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    @Test
    void a_second_call_changes_nothing() {
        try (connector) {
            connector.running();

            migrator.migrate(connector.plan());
            MigrationReport migrated = migrator.migrate(connector.plan());
            migrator.rollback(connector.plan());
            MigrationReport rolledBack = migrator.rollback(connector.plan());

            assertThat(migrated).matches(MigrationReport::succeeded);
            assertThat(migrated.connectors().get(0).steps()).isEmpty();
            assertThat(outcome(rolledBack)).isInstanceOf(RolledBack.class);
            assertThat(rolledBack.connectors().get(0).steps()).isEmpty();
            connector.assertSource(ConnectorState.RUNNING);
            connector.assertExactlyOnce();
        }
    }

    @Test
    void it_can_be_moved_again_after_it_was_rolled_back() {
        try (connector) {
            connector.running();

            migrator.migrate(connector.plan());
            connector.awaitMoreRecords();
            migrator.rollback(connector.plan());
            MigrationReport again = migrator.migrate(connector.plan());

            assertThat(again).matches(MigrationReport::succeeded);
            assertThat(again.connectors().get(0).steps()).isNotEmpty();
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    @Test
    void after_it_was_confirmed_there_is_no_way_back_but_to_migrate_the_other_way() {
        try (connector) {
            connector.running();
            migrator.migrate(connector.plan());
            migrator.confirm(connector.plan());

            MigrationReport rollback = migrator.rollback(connector.plan());
            MigrationReport confirmedAgain = migrator.confirm(connector.plan());

            assertThat(outcome(rollback)).isInstanceOf(Refused.class);
            assertThat(rollback.problems().get(0).remedy()).contains("migrate a plan from target");
            assertThat(outcome(confirmedAgain)).isInstanceOf(Confirmed.class);
            connector.assertTarget(ConnectorState.RUNNING);
        }
    }

    @Test
    void a_source_that_somebody_started_again_is_not_deleted() {
        try (connector) {
            connector.running();
            migrator.migrate(connector.plan());
            connector.target().stop(connector.name());
            connector.source().resume(connector.name());
            connector.awaitMoreRecords();

            MigrationReport report = migrator.confirm(connector.plan());

            assertThat(report).matches(r -> !r.succeeded());
            assertThat(report.problems()).extracting(Problem::code).containsExactly(ProblemCode.NOT_IN_THAT_STATE);
            connector.assertSource(ConnectorState.RUNNING);
        }
    }

    @Test
    void what_was_not_moved_can_be_neither_confirmed_nor_rolled_back() {
        try (connector) {
            connector.running();

            assertThat(outcome(migrator.confirm(connector.plan()))).isInstanceOf(Refused.class);
            assertThat(outcome(migrator.rollback(connector.plan()))).isInstanceOf(Refused.class);

            connector.assertSource(ConnectorState.RUNNING);
        }
    }

    private static MigrationOutcome outcome(MigrationReport report) {
        return report.connectors().get(0).outcome();
    }
}
