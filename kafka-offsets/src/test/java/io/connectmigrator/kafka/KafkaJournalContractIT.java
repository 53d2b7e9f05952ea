package io.connectmigrator.kafka;

import io.connectmigrator.journal.Journal;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.contract.JournalContract;
import io.connectmigrator.lab.junit.SharedLaboratory;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedLaboratory.class)
class KafkaJournalContractIT extends JournalContract {

    /** A heartbeat is written every second, so a refused claim does not wait long, and half of the time is enough for any write. */
    private static final Duration TAKE_OVER_AFTER = Duration.ofSeconds(4);

    private final JournalLab lab;
    private final Journal journal;
    private final Journal other;

    KafkaJournalContractIT(Laboratory laboratory) {
        lab = new JournalLab(laboratory.kafka());
        journal = lab.open(TAKE_OVER_AFTER);
        other = lab.open(TAKE_OVER_AFTER);
    }

    @Override
    protected Journal journal() {
        return journal;
    }

    @Override
    protected Journal journalOfAnotherProcess() {
        return other;
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Override
    protected int crossings() {
        return 3;
    }
}
