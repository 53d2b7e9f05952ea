package io.connectmigrator.journal;

import io.connectmigrator.lab.contract.JournalContract;

class InMemoryJournalTest extends JournalContract {

    private final Journal journal = Journal.inMemory();

    @Override
    protected Journal journal() {
        return journal;
    }

    @Override
    protected Journal journalOfAnotherProcess() {
        return journal;
    }
}
