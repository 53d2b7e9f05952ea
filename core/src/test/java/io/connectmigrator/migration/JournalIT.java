package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationOutcome.Confirmed;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationOutcome.RolledBack;
import io.connectmigrator.report.MigrationPhase;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each call is made by a migrator of its own, as in another process; the migrators share only the journal. SecondCallTest,
 * KilledProcessTest and UnrecordedUndoTest have other such calls.
 */
@ExtendWith(SharedLaboratory.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JournalIT {

    private final Laboratory lab;
    private final ConnectCluster source;
    private final ConnectCluster target;

    @TempDir
    private Path directory;

    JournalIT(Laboratory lab) {
        this.lab = lab;
        this.source = lab.cluster("source", KafkaVersion.V4_3);
        this.target = lab.cluster("target", KafkaVersion.V3_9);
    }

    @Test
    void what_was_moved_is_known_to_other_processes_until_it_is_confirmed() {
        try (TestedConnector connector = running()) {
            MigrationPlan plan = connector.plan();
            assertThat(migrator().unfinished()).isEmpty();
            assertThat(outcome(migrator().migrate(plan))).isInstanceOf(Moved.class);

            assertThat(migrator().unfinished()).singleElement().satisfies(open -> {
                assertThat(open.connector()).isEqualTo(connector.name());
                assertThat(open.to()).isEqualTo(connector.target().name());
                assertThat(open.phase()).isEqualTo(MigrationPhase.MOVED);
                assertThat(open.completed()).isEqualTo(MigrationStep.PROVE);
                assertThat(open.by().name())
                        .contains("process " + ProcessHandle.current().pid() + ", run ");
            });
            MigrationCheck check = migrator().check(plan);
            assertThat(check.connectors().get(0).problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.ALREADY_BEGUN);
            assertThat(outcome(migrator().migrate(plan))).isInstanceOf(Moved.class);

            assertThat(outcome(migrator().confirm(plan))).isEqualTo(new Confirmed());
            assertThat(outcome(migrator().confirm(plan))).isEqualTo(new Confirmed());
            assertThat(outcome(migrator().migrate(plan))).isEqualTo(new Confirmed());
            assertThat(outcome(migrator().rollback(plan))).isEqualTo(new Refused());
            assertThat(migrator().unfinished()).isEmpty();
            connector.assertTarget(ConnectorState.RUNNING);
        }
    }

    @Test
    void what_was_moved_is_rolled_back_by_another_process_and_can_be_moved_again() {
        try (TestedConnector connector = running()) {
            MigrationPlan plan = connector.plan();
            migrator().migrate(plan);
            connector.awaitMoreRecords();

            assertThat(migrator().rollback(plan)).matches(MigrationReport::succeeded);
            assertThat(outcome(migrator().rollback(plan))).isEqualTo(new RolledBack());
            connector.assertSource(ConnectorState.RUNNING);
            connector.assertTargetAsFound();

            assertThat(outcome(migrator().migrate(plan))).isInstanceOf(Moved.class);
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    private Migrator migrator() {
        return Migrator.builder().journal(Journal.directory(directory)).build();
    }

    private TestedConnector running() {
        return TestedConnector.between(lab, source, target).running();
    }

    private static MigrationOutcome outcome(MigrationReport report) {
        return report.connectors().get(0).outcome();
    }
}
