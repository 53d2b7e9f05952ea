package io.connectmigrator.kafka;

import io.connectmigrator.journal.Journal;
import io.connectmigrator.lab.contract.StoredEntries;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/** A process that claims an entry, writes it, and keeps it until it is killed or its standard input ends. */
final class JournalOwner {

    static final String READY = "it is claimed and written";

    private JournalOwner() {}

    /** Takes the bootstrap servers, the topic, the entry's id, and in seconds after which time others may take over. */
    public static void main(String[] arguments) throws IOException {
        try (KafkaJournal journal = KafkaJournal.builder(arguments[0])
                        .topic(arguments[1])
                        .takeOverAfter(Duration.ofSeconds(Long.parseLong(arguments[3])))
                        .build();
                Journal.Claim claim = journal.claim(Set.of(arguments[2]), JournalLab.FIRST)) {
            StoredEntries.save(journal, JournalLab.entry(arguments[2], 1));
            claim.requireHeld();
            System.out.println(READY);
            while (System.in.read() >= 0) {
                claim.requireHeld();
            }
        }
    }
}
