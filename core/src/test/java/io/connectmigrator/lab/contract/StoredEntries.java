package io.connectmigrator.lab.contract;

import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.journal.VersionedEntry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and overwrites the entries of a journal, whatever their versions are. */
public final class StoredEntries {

    private StoredEntries() {}

    /** {@return the entry that is stored} */
    public static Optional<JournalEntry> load(Journal journal, String id) {
        return journal.load(id).map(VersionedEntry::entry);
    }

    /** Writes an entry in place of the one that is stored, and fails if another is written meanwhile. */
    public static void save(Journal journal, JournalEntry entry) {
        @Nullable
        String version = journal.load(entry.id()).map(VersionedEntry::version).orElse(null);
        if (journal.save(entry, version).isEmpty()) {
            throw new IllegalStateException(entry.id() + " was written by another");
        }
    }
}
