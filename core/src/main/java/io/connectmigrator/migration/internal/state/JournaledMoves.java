package io.connectmigrator.migration.internal.state;

import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.journal.VersionedEntry;
import io.connectmigrator.plan.internal.JournalLookup;
import io.connectmigrator.plan.internal.PlannedMove;
import io.connectmigrator.plan.internal.PlannedUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The moves of which a journal has entries, at their end or not. Not thread-safe. */
public final class JournaledMoves implements JournalLookup {

    private final Journal journal;
    private final JournalRecords records;
    private @Nullable PlannedUnit last;

    public JournaledMoves(Journal journal) {
        this.journal = CheckedJournal.of(journal);
        this.records = new JournalRecords(this.journal);
    }

    @Override
    public Optional<PlannedMove> move(String from, String connector) {
        String id = PlannedMove.id(from, connector);
        return journal.load(id).map(VersionedEntry::entry).flatMap(this::unit).flatMap(unit -> unit.moveOf(id));
    }

    /** The entry of the one that leads has the offsets of all, so that it is not read for each of them. */
    private Optional<PlannedUnit> unit(JournalEntry entry) {
        PlannedUnit known = last;
        if (known != null
                && JournalFormat.lead(entry).filter(known.id()::equals).isPresent()) {
            return Optional.of(known);
        }
        Optional<PlannedUnit> found = records.read(entry).map(JournalRecord::planned);
        last = found.orElse(null);
        return found;
    }
}
