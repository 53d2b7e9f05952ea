package io.connectmigrator.migration.internal.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.lab.contract.StoredEntries;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.plan.EmptyOffsets;
import io.connectmigrator.plan.ExistingOffsets;
import io.connectmigrator.plan.internal.PlannedMove;
import io.connectmigrator.plan.internal.PlannedUnit;
import io.connectmigrator.report.MigrationPhase;
import io.connectmigrator.report.OpenMigration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The open migrations that a migrator returns if some of them cannot be read. */
class OpenEntriesTest {

    @TempDir
    private Path directory;

    private Migrator migrator = Migrator.create();

    @BeforeEach
    void open_three() {
        Journal journal = Journal.directory(directory);
        migrator = Migrator.builder().journal(journal).build();
        for (String connector : List.of("orders", "customers", "invoices")) {
            PlannedMove planned = new PlannedMove(
                    "legacy", connector, "europe", connector, ExistingOffsets.REFUSE, EmptyOffsets.REFUSE, Map.of());
            LockOwner by = new LockOwner("pid 1", Instant.EPOCH);
            StoredEntries.save(
                    journal,
                    new JournalRecord(
                                    PlannedUnit.of(planned), MigrationState.begin(1), Instant.EPOCH, by, Instant.EPOCH)
                            .entry());
        }
    }

    @Test
    void all_that_cannot_be_read_are_named_and_so_are_the_others() throws IOException {
        Files.write(directory.resolve("legacy/orders.json"), new byte[] {'{', (byte) 0xFF});
        Files.writeString(directory.resolve("legacy/invoices.json"), "{\"open\":tr");

        assertThatThrownBy(migrator::unfinished)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("2 of 3 open entries of the journal cannot be read: ")
                .hasMessageContaining("orders.json")
                .hasMessageContaining("the journal's entry legacy/invoices cannot be read: ")
                .hasMessageContaining("Those that can be read: legacy/customers");
    }

    @Test
    void the_others_are_listed_for_a_caller_that_takes_the_failures() throws IOException {
        Files.write(directory.resolve("legacy/orders.json"), new byte[] {'{', (byte) 0xFF});
        List<JournalException> failures = new ArrayList<>();

        List<OpenMigration> open = migrator.unfinished(failures::add);

        assertThat(open).extracting(OpenMigration::connector).containsExactlyInAnyOrder("customers", "invoices");
        assertThat(failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure).hasMessageContaining("orders.json"));
    }

    @Test
    void a_caller_that_takes_failures_gets_none_if_all_can_be_read() {
        List<JournalException> failures = new ArrayList<>();

        assertThat(migrator.unfinished(failures::add)).hasSize(3).hasSameElementsAs(migrator.unfinished());
        assertThat(failures).isEmpty();
    }

    @Test
    void one_is_found_though_others_cannot_be_read() throws IOException {
        Files.write(directory.resolve("legacy/orders.json"), new byte[] {'{', (byte) 0xFF});

        assertThat(migrator.find("legacy", "customers"))
                .get()
                .extracting(OpenMigration::to, OpenMigration::phase)
                .containsExactly("europe", MigrationPhase.MOVING);
        assertThat(migrator.find("legacy", "payments")).isEmpty();
        assertThat(migrator.find("europe", "customers")).isEmpty();
        assertThatThrownBy(() -> migrator.find("legacy", "orders"))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("orders.json");
    }
}
