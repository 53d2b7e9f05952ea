package io.connectmigrator.migration.internal.state;

import io.connectmigrator.journal.Journal;
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
        String id = PlannedMove.id(from, connector);
        return new JournalRecords(journal)
                .find(id)
                .flatMap(found -> found.planned().moveOf(id));
    }
}
