package io.connectmigrator.migration.internal.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.plan.EmptyOffsets;
import io.connectmigrator.plan.ExistingOffsets;
import io.connectmigrator.plan.internal.PlannedMove;
import io.connectmigrator.report.MigrationPhase;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Concurrent writes to a journal that has only the three required methods. */
class DefaultReplaceTest {

    private static final PlannedMove PLANNED = new PlannedMove(
            "legacy", "orders", "europe", "orders", ExistingOffsets.REFUSE, EmptyOffsets.REFUSE, Map.of());

    @Test
    void a_writer_after_another_has_written_is_given_the_name_of_that_one() {
        Journal journal = new ShortestJournal(text -> text);
        EntryWriter first = entryWriter(journal, "first");
        first.write(MigrationState.begin());
        entryWriter(journal, "second").write(MigrationState.begin());

        assertThatThrownBy(() -> first.write(MigrationState.begin().in(MigrationPhase.MOVED)))
                .isInstanceOfSatisfying(
                        ClaimedException.class,
                        e -> assertThat(e.owner()).map(LockOwner::name).hasValue("second"));
    }

    @Test
    void a_store_that_writes_json_in_its_own_way_is_no_other_writer() {
        Journal journal =
                new ShortestJournal(text -> text.replace(",\"", ", \"").replace("\":", "\": "));
        EntryWriter entryWriter = entryWriter(journal, "first");
        entryWriter.write(MigrationState.begin());

        entryWriter.write(MigrationState.begin().in(MigrationPhase.CONFIRMED));

        assertThat(entryWriter(journal, "second").migrationState())
                .map(MigrationState::phase)
                .hasValue(MigrationPhase.CONFIRMED);
    }

    private static EntryWriter entryWriter(Journal journal, String name) {
        return EntryWriter.open(journal, () -> {}, new LockOwner(name, Instant.EPOCH), PLANNED, Clock.systemUTC());
    }

    /** Stores texts in a normalized form. */
    private record ShortestJournal(UnaryOperator<String> stored, Map<String, JournalEntry> rows) implements Journal {

        ShortestJournal(UnaryOperator<String> stored) {
            this(stored, new HashMap<>());
        }

        @Override
        public Optional<JournalEntry> load(String id) {
            return Optional.ofNullable(rows.get(id));
        }

        @Override
        public void save(JournalEntry entry) {
            rows.put(entry.id(), new JournalEntry(entry.id(), entry.open(), stored.apply(entry.text())));
        }

        @Override
        public List<JournalEntry> open() {
            return List.copyOf(rows.values());
        }
    }
}
