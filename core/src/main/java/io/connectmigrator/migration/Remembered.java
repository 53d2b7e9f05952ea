package io.connectmigrator.migration;

import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalException;
import java.util.Optional;

/** What the journal remembers of connectors that are not on the source any more. Reads only. */
final class Remembered {

    private final Journal journal;
    private final String from;

    /**
     * Begins to ask.
     *
     * @param from the name of the source cluster
     */
    Remembered(Journal journal, String from) {
        this.journal = CheckedJournal.of(journal);
        this.from = from;
    }

    /**
     * {@return what was planned for a connector when it was moved last, if it ever was}
     *
     * @throws JournalException if the journal cannot be read
     */
    Optional<PlannedMove> move(String connector) {
        return journal.load(PlannedMove.id(from, connector))
                .map(JournalFormat::read)
                .map(JournalPage::planned);
    }
}
