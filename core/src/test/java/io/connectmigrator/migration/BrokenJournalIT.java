package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.contract.StoredEntries;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.migration.internal.state.JournalRecord;
import io.connectmigrator.migration.internal.state.MigrationState;
import io.connectmigrator.plan.EmptyOffsets;
import io.connectmigrator.plan.ExistingOffsets;
import io.connectmigrator.plan.internal.PlannedMove;
import io.connectmigrator.plan.internal.PlannedUnit;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Entries that cannot be used are reported before anything is changed. */
@ExtendWith(SharedLaboratory.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenJournalIT {

    private final TestedConnector connector;

    @TempDir
    private Path directory;

    BrokenJournalIT(Laboratory lab) {
        ConnectCluster source = lab.cluster("source", KafkaVersion.V4_3);
        ConnectCluster target = lab.cluster("target", KafkaVersion.V3_9);
        this.connector = TestedConnector.between(lab, source, target);
    }

    @BeforeAll
    void run() {
        connector.running();
    }

    @AfterAll
    void close() {
        connector.close();
    }

    /** The ways in which an entry becomes unusable. */
    record Damage(String name, UnaryOperator<String> doing, String message) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static List<Damage> damages() {
        return List.of(
                new Damage("cut short", text -> text.substring(0, text.length() / 2), "cannot be read"),
                new Damage("empty", text -> "", "cannot be read: the JSON is empty"),
                new Damage(
                        "of a newer version",
                        text -> text.replaceFirst("\"format\":\\d+", "\"format\":7"),
                        "has format 7"),
                new Damage(
                        "of another connector",
                        text -> text.replace("\"connector\":\"sequence-", "\"connector\":\"another-"),
                        "/another-"),
                new Damage(
                        "of another plan",
                        text -> text.replace("\"to\":\"", "\"to\":\"else-"),
                        "the target cluster was else-"));
    }

    @ParameterizedTest
    @MethodSource("damages")
    void an_entry_is_refused_that_is(Damage damage) throws IOException {
        Path entry = openEntry();
        Files.writeString(entry, damage.doing().apply(Files.readString(entry)));

        Migrator migrator =
                Migrator.builder().journal(Journal.directory(directory)).build();
        for (MigrationReport report : List.of(
                migrator.migrate(connector.plan()),
                migrator.rollback(connector.plan()),
                migrator.confirm(connector.plan()))) {
            assertThat(outcome(report)).isEqualTo(new Refused());
            assertThat(report.problems())
                    .extracting(Problem::message)
                    .anyMatch(text -> text.contains(damage.message()));
        }
        assertUntouched();
    }

    @Test
    void a_place_where_nothing_can_be_written_is_refused() throws IOException {
        Path file = Files.createFile(directory.resolve("a-file"));

        MigrationReport report =
                Migrator.builder().journal(Journal.directory(file)).build().migrate(connector.plan());

        assertThat(outcome(report)).isEqualTo(new Refused());
        assertThat(report.problems()).extracting(Problem::code).containsOnly(ProblemCode.JOURNAL_FAILED);
        assertThat(report.problems()).extracting(Problem::message).anyMatch(text -> text.contains(file.toString()));
        assertUntouched();
    }

    /** A journal with an entry that says that the connector is about to be moved. */
    private Path openEntry() throws IOException {
        PlannedMove planned = new PlannedMove(
                connector.source().name(),
                connector.name(),
                connector.target().name(),
                connector.name(),
                ExistingOffsets.REFUSE,
                EmptyOffsets.REFUSE,
                Map.of());
        Instant now = Instant.now();
        JournalRecord page = new JournalRecord(
                PlannedUnit.of(planned), MigrationState.begin(1), now, new LockOwner("an earlier process", now), now);
        StoredEntries.save(Journal.directory(directory), page.entry());
        return directory.resolve(planned.id() + ".json");
    }

    private void assertUntouched() {
        connector.assertSource(ConnectorState.RUNNING);
        connector.assertTargetAsFound();
    }

    private static MigrationOutcome outcome(MigrationReport report) {
        return report.connectors().get(0).outcome();
    }
}
