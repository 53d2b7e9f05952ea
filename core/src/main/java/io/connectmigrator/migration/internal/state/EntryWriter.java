package io.connectmigrator.migration.internal.state;

import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.journal.VersionedEntry;
import io.connectmigrator.plan.internal.PlannedUnit;
import io.connectmigrator.report.OpenMigration;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a journal says of the connectors of a unit, and the right to change it, during one call. Not thread-safe. */
public final class EntryWriter {

    private final Journal journal;
    private final Journal.Claim claim;
    private final LockOwner by;
    private final PlannedUnit planned;
    private final Clock clock;
    private final JournalRecords records;
    private final MemberEntries members;
    private @Nullable String version;
    private Optional<JournalRecord> page = Optional.empty();
    private Optional<OpenMigration> begunAlone = Optional.empty();

    private EntryWriter(Journal journal, Journal.Claim claim, LockOwner by, PlannedUnit planned, Clock clock) {
        this.journal = journal;
        this.claim = claim;
        this.by = by;
        this.planned = planned;
        this.clock = clock;
        this.records = new JournalRecords(journal);
        this.members = new MemberEntries(journal, planned);
    }

    /**
     * Opens the journal where it speaks of the connectors of a unit.
     *
     * @throws JournalException if the entry cannot be read
     */
    public static EntryWriter open(
            Journal journal, Journal.Claim claim, LockOwner by, PlannedUnit planned, Clock clock) {
        EntryWriter entryWriter = new EntryWriter(CheckedJournal.of(journal), claim, by, planned, clock);
        entryWriter.load();
        return entryWriter;
    }

    private void load() {
        Optional<VersionedEntry> stored = journal.load(planned.id());
        version = stored.map(VersionedEntry::version).orElse(null);
        page = stored.map(VersionedEntry::entry).flatMap(records::read);
        begunAlone = members.begunAlone();
    }

    /** {@return a migration of one of the connectors that has begun, is not at its end and has an entry of its own} */
    public Optional<OpenMigration> begunAlone() {
        return begunAlone;
    }

    /** {@return what was planned when the migration began, if one did} */
    public Optional<PlannedUnit> planned() {
        return page.map(JournalRecord::planned);
    }

    /** {@return how far the connector has come, if it has started} */
    public Optional<MigrationState> migrationState() {
        return page.map(JournalRecord::migrationState);
    }

    /** {@return what there is to know of the migration, if it has begun and is not at its end} */
    public Optional<OpenMigration> openMigration() {
        return page.filter(found -> found.migrationState().isOpen()).map(JournalRecord::openMigration);
    }

    /** {@return when the migration began, if one did} */
    public Optional<Instant> begun() {
        return page.map(JournalRecord::begun);
    }

    /** {@return when an earlier call wrote that it was about to do something, and never that it was through with it} */
    public Optional<Instant> unfinishedSince() {
        return page.filter(found -> !found.settled())
                .filter(found -> switch (found.migrationState().phase()) {
                    case MOVING, UNDOING, ROLLING_BACK, REHEARSING -> true;
                    case MOVED, UNDONE, ROLLED_BACK, CONFIRMED, REHEARSED -> false;
                })
                .map(JournalRecord::saved);
    }

    /** {@return the right to work on the connector} */
    public Journal.Claim claim() {
        return claim;
    }

    /**
     * Writes how far the connector has come.
     *
     * @throws JournalException if it could not be written; the journal then says this or what it said before
     * @throws ClaimedException if another works on the connector now
     */
    public void write(MigrationState migrationState) {
        write(migrationState, false);
    }

    /** Writes that the call has come to its end, and that no worker is at work on what it asked for. */
    public void settle() {
        Optional<MigrationState> reached = migrationState();
        if (reached.isPresent()) {
            write(reached.get(), true);
        }
    }

    private void write(MigrationState migrationState, boolean settled) {
        claim.requireHeld();
        Instant now = clock.instant();
        Instant begun = page.filter(before -> before.migrationState().isOpen())
                .map(JournalRecord::begun)
                .orElse(now);
        JournalRecord next = new JournalRecord(planned, migrationState, begun, by, now, settled);
        members.write();
        version = save(next.entry());
        page = Optional.of(next);
    }

    private String save(JournalEntry entry) {
        return journal.save(entry, version)
                .or(() -> ownVersion().flatMap(own -> journal.save(entry, own)))
                .orElseThrow(() -> new ClaimedException(
                        planned.id(), stored().map(JournalRecord::by).orElse(null)));
    }

    /** {@return the version of the stored entry, if this call wrote it: a write that seemed to fail may have been done} */
    private Optional<String> ownVersion() {
        return journal.load(planned.id())
                .filter(stored -> records.read(stored.entry())
                        .filter(found -> found.by().equals(by))
                        .isPresent())
                .map(VersionedEntry::version);
    }

    private Optional<JournalRecord> stored() {
        return records.find(planned.id());
    }
}
