package io.connectmigrator.migration.internal.state;

import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.journal.VersionedEntry;
import java.util.Optional;

/**
 * Reads what a journal says of connectors. One that moves together with others has an entry that only names the one that leads, whose
 * entry says how far all of them have come.
 */
final class JournalRecords {

    private final Journal journal;

    JournalRecords(Journal journal) {
        this.journal = journal;
    }

    /**
     * {@return what is said of a connector, if anything is}
     *
     * @throws JournalException if it cannot be read
     */
    Optional<JournalRecord> find(String id) {
        return journal.load(id).map(VersionedEntry::entry).flatMap(this::read);
    }

    /**
     * {@return what an entry says, or the one that it names; empty if that one has been ended and begun again without the connector}
     *
     * @throws JournalException if it cannot be read
     */
    Optional<JournalRecord> read(JournalEntry entry) {
        Optional<String> lead = JournalFormat.lead(entry);
        if (lead.isEmpty()) {
            return Optional.of(JournalFormat.read(entry));
        }
        return journal.load(lead.get())
                .map(VersionedEntry::entry)
                .filter(found -> JournalFormat.lead(found).isEmpty())
                .map(JournalFormat::read)
                .filter(found -> found.planned().moveOf(entry.id()).isPresent());
    }
}
