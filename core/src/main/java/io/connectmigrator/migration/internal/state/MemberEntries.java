package io.connectmigrator.migration.internal.state;

import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.journal.VersionedEntry;
import io.connectmigrator.plan.internal.PlannedUnit;
import io.connectmigrator.report.OpenMigration;
import java.util.Optional;

/**
 * The entries of the connectors of a unit that do not lead: each only names the one that does. They are written before the entry of that
 * one, so that no call takes a connector for one that nothing has begun to move. Not thread-safe.
 */
final class MemberEntries {

    private final Journal journal;
    private final PlannedUnit planned;
    private boolean written;

    MemberEntries(Journal journal, PlannedUnit planned) {
        this.journal = journal;
        this.planned = planned;
    }

    /** {@return an open migration of one of them that is not this one} */
    Optional<OpenMigration> begunAlone() {
        JournalRecords records = new JournalRecords(journal);
        return planned.otherIds().stream()
                .flatMap(id -> journal.load(id).stream()
                        .map(VersionedEntry::entry)
                        .filter(entry -> !isOfThisOne(entry))
                        .flatMap(entry -> records.read(entry).stream())
                        .filter(found -> found.migrationState().isOpen())
                        .filter(found -> !found.planned().id().equals(planned.id()))
                        .flatMap(found -> found.openMigration(id).stream()))
                .findFirst();
    }

    /** The entry of the one that leads has the offsets of all, so that it is not read for each of them. */
    private boolean isOfThisOne(JournalEntry entry) {
        return JournalFormat.lead(entry).filter(planned.id()::equals).isPresent();
    }

    /**
     * Writes those that are not there yet, once in a call.
     *
     * @throws JournalException if one could not be written
     * @throws ClaimedException if another works on one of the connectors now
     */
    void write() {
        if (written) {
            return;
        }
        planned.otherIds().forEach(this::write);
        written = true;
    }

    private void write(String id) {
        JournalEntry entry = JournalFormat.member(id, planned.id());
        Optional<VersionedEntry> stored = journal.load(id);
        if (isThere(stored, entry)) {
            return;
        }
        String version = stored.map(VersionedEntry::version).orElse(null);
        // A write that seemed to fail may have been done.
        if (journal.save(entry, version).isEmpty() && !isThere(journal.load(id), entry)) {
            throw new ClaimedException(id, null);
        }
    }

    private static boolean isThere(Optional<VersionedEntry> stored, JournalEntry entry) {
        return stored.filter(found -> found.entry().text().equals(entry.text())).isPresent();
    }
}
