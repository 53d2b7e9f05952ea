package io.connectmigrator.kafka;

import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.lab.Broker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Journals in one new topic of a broker, closed together. */
final class JournalLab implements AutoCloseable {

    static final LockOwner FIRST = new LockOwner("pid 1", Instant.parse("2026-01-02T03:04:05.006007Z"));
    static final LockOwner SECOND = new LockOwner("pid 2", Instant.parse("2026-01-02T03:04:06Z"));

    /** So long that an owner with this setting writes no heartbeat during a test. */
    static final Duration SILENT = Duration.ofMinutes(10);

    private final Broker kafka;
    private final String topic = "journal-" + System.nanoTime();
    private final List<KafkaJournal> opened = new ArrayList<>();

    JournalLab(Broker kafka) {
        this.kafka = kafka;
    }

    String topic() {
        return topic;
    }

    KafkaJournalBuilder builder() {
        return KafkaJournal.builder(kafka.bootstrapServers()).topic(topic);
    }

    KafkaJournal open(Duration takeOverAfter) {
        return open(builder().takeOverAfter(takeOverAfter));
    }

    KafkaJournal open(Map<String, String> properties) {
        return open(builder().properties(properties));
    }

    KafkaJournal open(KafkaJournalBuilder builder) {
        KafkaJournal journal = builder.build();
        opened.add(journal);
        return journal;
    }

    static JournalEntry entry(String id, int step) {
        return new JournalEntry(id, "{\"open\":true,\"step\":" + step + "}");
    }

    @Override
    public void close() {
        opened.forEach(KafkaJournal::close);
    }
}
