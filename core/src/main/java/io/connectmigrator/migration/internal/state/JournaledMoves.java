package io.connectmigrator.migration.internal.state;

import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.VersionedEntry;
import io.connectmigrator.plan.internal.JournalLookup;
import io.connectmigrator.plan.internal.PlannedMove;
import java.util.Optional;

/** The moves of which a journal has entries, at their end or not. */
public final class JournaledMoves implements JournalLookup {

    private final Journal journal;

    public JournaledMoves(Journal journal) {
        this.journal = CheckedJournal.of(journal);
    }

    @Override
    public Optional<PlannedMove> move(String from, String connector) {
        return journal.load(PlannedMove.id(from, connector))
                .map(VersionedEntry::entry)
                .map(JournalFormat::read)
                .map(JournalRecord::planned);
    }
}
