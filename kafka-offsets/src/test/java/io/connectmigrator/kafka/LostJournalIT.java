package io.connectmigrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.ThreadPerTask;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationOutcome.Unfinished;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The brokers of the journal go while the connector is down. They are not those of the workers. */
@ExtendWith(SharedLaboratory.class)
class LostJournalIT {

    private static final Duration TAKE_OVER_AFTER = Duration.ofSeconds(4);

    private final Laboratory laboratory;
    private final ConnectCluster source;
    private final ConnectCluster target;
    private final Broker kafka;
    private final JournalLab journals;
    private TestedConnector connector;

    LostJournalIT(Laboratory laboratory) {
        this.laboratory = laboratory;
        source = laboratory.cluster("source", KafkaVersion.V4_3);
        target = laboratory.cluster("target", KafkaVersion.V3_9);
        kafka = laboratory.kafka("restarted");
        kafka.start();
        journals = new JournalLab(kafka);
    }

    @BeforeEach
    void run() {
        connector = TestedConnector.between(laboratory, source, target).running();
    }

    @AfterEach
    void close() {
        connector.close();
        journals.close();
    }

    @Test
    void the_connector_runs_on_the_source_before_another_can_take_over() {
        Migrator migrator = migratorWith(journals.open(TAKE_OVER_AFTER));

        // To stop in good order may take longer than there is time for.
        MigrationReport report = migrator.migrate(cuttingOver(kafka::kill));

        assertThat(report.connectors().get(0).outcome()).isEqualTo(new Undone(MigrationStep.RESUME));
        assertThat(report.problems()).extracting(Problem::code).contains(ProblemCode.JOURNAL_FAILED);
        assertRunsOnTheSource();
        assertMovesNow();
    }

    @Test
    void one_that_is_late_waits_for_the_journal_to_know_that_no_other_has_taken_over() {
        Migrator migrator = migratorWith(journals.open(TAKE_OVER_AFTER));

        MigrationReport report = migrator.migrate(cuttingOver(() -> {
            kafka.stop();
            letPass(TAKE_OVER_AFTER);
            var unused = CompletableFuture.runAsync(kafka::start, new ThreadPerTask());
        }));

        assertThat(report.connectors().get(0).outcome()).isEqualTo(new Undone(MigrationStep.RESUME));
        assertRunsOnTheSource();
        assertMovesNow();
    }

    @Test
    void one_that_is_late_leaves_the_connector_to_the_one_that_has_taken_over() {
        KafkaJournal silent = journals.open(JournalLab.SILENT);
        Migrator successor = migratorWith(journals.open(TAKE_OVER_AFTER));

        MigrationReport report = migratorWith(silent)
                .migrate(cuttingOver(
                        () -> assertThat(successor.migrate(connector.plan()).connectors())
                                .singleElement()
                                .matches(moved -> moved.outcome() instanceof Moved)));

        assertThat(report.connectors().get(0).outcome()).isInstanceOf(Unfinished.class);
        assertThat(report.problems()).extracting(Problem::code).contains(ProblemCode.CLAIMED_BY_ANOTHER);
        connector.assertSource(ConnectorState.STOPPED);
        connector.assertTarget(ConnectorState.RUNNING);
        connector.awaitMoreRecords();
        connector.assertExactlyOnce();
    }

    private Migrator migratorWith(KafkaJournal journal) {
        return Migrator.builder().journal(journal).build();
    }

    private MigrationPlan cuttingOver(Runnable action) {
        return connector.planning().onCutover((name, there) -> action.run()).build();
    }

    private static void letPass(Duration time) {
        long begin = System.nanoTime();
        await().atMost(TestedConnector.DEADLINE).until(() -> System.nanoTime() - begin > time.toNanos());
    }

    private void assertRunsOnTheSource() {
        connector.assertSource(ConnectorState.RUNNING);
        connector.assertTargetAsFound();
        connector.awaitMoreRecords();
        connector.assertExactlyOnce();
    }

    /**
     * The claim of the first call is given back, or is silent, only after the brokers are there again; and what that call could not note
     * may be under way for 90 s.
     */
    private void assertMovesNow() {
        kafka.start();
        Migrator migrator = migratorWith(journals.open(TAKE_OVER_AFTER));
        await().atMost(Duration.ofMinutes(3))
                .ignoreException(ClaimedException.class)
                .untilAsserted(
                        () -> assertThat(migrator.migrate(connector.plan())).matches(MigrationReport::succeeded));
        connector.awaitMoreRecords();
        connector.assertExactlyOnce();
    }
}
