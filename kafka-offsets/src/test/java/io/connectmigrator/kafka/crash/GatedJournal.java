package io.connectmigrator.kafka.crash;

import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.journal.VersionedEntry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A journal whose writes pass a gate. */
final class GatedJournal implements Journal {

    private final Journal journal;
    private final Gate gate;

    GatedJournal(Journal journal, Gate gate) {
        this.journal = journal;
        this.gate = gate;
    }

    @Override
    public Optional<VersionedEntry> load(String id) {
        return journal.load(id);
    }

    @Override
    public Optional<String> save(JournalEntry entry, @Nullable String expectedVersion) {
        return gate.around(
                "a write to the journal",
                () -> journal.save(entry, expectedVersion),
                message -> new JournalException("the journal could not be written: " + message, "Try again", null));
    }

    @Override
    public List<JournalEntry> open() {
        return journal.open();
    }

    @Override
    public Claim claim(Set<String> ids, LockOwner owner) {
        return journal.claim(ids, owner);
    }
}
