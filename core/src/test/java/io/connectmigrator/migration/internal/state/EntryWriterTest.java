package io.connectmigrator.migration.internal.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.journal.VersionedEntry;
import io.connectmigrator.plan.EmptyOffsets;
import io.connectmigrator.plan.ExistingOffsets;
import io.connectmigrator.plan.internal.PlannedMove;
import io.connectmigrator.plan.internal.PlannedUnit;
import io.connectmigrator.report.MigrationPhase;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Concurrent writers of a journal whose claims exclude none, as if they had been lost without notice. */
class EntryWriterTest {

    private static final PlannedUnit PLANNED = PlannedUnit.of(new PlannedMove(
            "legacy", "orders", "europe", "orders", ExistingOffsets.REFUSE, EmptyOffsets.REFUSE, Map.of()));

    private final UnclaimedJournal journal = new UnclaimedJournal();

    @Test
    void a_writer_continues_from_what_another_has_written() {
        entryWriter("first").write(MigrationState.begin(1).in(MigrationPhase.MOVED));

        assertThat(entryWriter("second").migrationState())
                .map(MigrationState::phase)
                .hasValue(MigrationPhase.MOVED);
    }

    @Test
    void a_writer_after_another_has_written_is_given_the_name_of_that_one() {
        EntryWriter first = entryWriter("first");
        first.write(MigrationState.begin(1));
        EntryWriter second = entryWriter("second");
        second.write(MigrationState.begin(1));

        assertThatThrownBy(() -> first.write(MigrationState.begin(1).in(MigrationPhase.MOVED)))
                .isInstanceOfSatisfying(
                        ClaimedException.class,
                        e -> assertThat(e.owner()).map(LockOwner::name).hasValue("second"));
        assertThat(entryWriter("third").migrationState())
                .map(MigrationState::phase)
                .hasValue(MigrationPhase.MOVING);
    }

    @Test
    void of_two_writers_that_begin_at_once_the_first_one_succeeds() {
        EntryWriter first = entryWriter("first");
        EntryWriter second = entryWriter("second");
        first.write(MigrationState.begin(1));

        assertThatThrownBy(() -> second.write(MigrationState.begin(1))).isInstanceOf(ClaimedException.class);
    }

    @Test
    void a_write_that_failed_after_it_was_done_is_not_taken_for_that_of_another_writer() {
        EntryWriter entryWriter = entryWriter("first");
        entryWriter.write(MigrationState.begin(1));
        journal.loseNextAnswer = true;
        assertThatThrownBy(() -> entryWriter.write(MigrationState.begin(1).in(MigrationPhase.MOVED)))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("the journal's entry legacy/orders could not be written: ")
                .hasMessageContaining("the line is dead");

        entryWriter.write(MigrationState.begin(1).in(MigrationPhase.CONFIRMED));

        assertThat(entryWriter("second").migrationState())
                .map(MigrationState::phase)
                .hasValue(MigrationPhase.CONFIRMED);
    }

    @Test
    void an_error_of_the_journal_is_a_failure_of_the_journal() {
        EntryWriter entryWriter = entryWriter("first");
        journal.error = new NoSuchMethodError("of an older driver");

        assertThatThrownBy(() -> entryWriter.write(MigrationState.begin(1)))
                .isInstanceOf(JournalException.class)
                .hasRootCause(journal.error);
    }

    @Test
    void an_interrupt_breaks_no_write_and_is_there_again_afterwards() {
        EntryWriter entryWriter = entryWriter("first");
        boolean interrupted;
        Thread.currentThread().interrupt();
        try {
            entryWriter.write(MigrationState.begin(1));
        } finally {
            interrupted = Thread.interrupted();
        }

        assertThat(interrupted).isTrue();
        assertThat(entryWriter("second").migrationState()).isPresent();
    }

    private EntryWriter entryWriter(String name) {
        return EntryWriter.open(journal, () -> {}, new LockOwner(name, Instant.EPOCH), PLANNED, Clock.systemUTC());
    }

    private static final class UnclaimedJournal implements Journal {

        private final Journal rows = Journal.inMemory();
        private boolean loseNextAnswer;
        private @Nullable Error error;

        @Override
        public Optional<VersionedEntry> load(String id) {
            return rows.load(id);
        }

        @Override
        public Optional<String> save(JournalEntry entry, @Nullable String expectedVersion) {
            if (error != null) {
                throw error;
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("a pool of connections gives none to a thread that is interrupted");
            }
            Optional<String> saved = rows.save(entry, expectedVersion);
            if (loseNextAnswer) {
                loseNextAnswer = false;
                throw new IllegalStateException("the line is dead");
            }
            return saved;
        }

        @Override
        public List<JournalEntry> open() {
            return rows.open();
        }

        @Override
        public Claim claim(Set<String> ids, LockOwner owner) {
            return () -> {};
        }
    }
}
