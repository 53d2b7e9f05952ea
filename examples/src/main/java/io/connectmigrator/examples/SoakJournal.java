package io.connectmigrator.examples;

import io.connectmigrator.kafka.KafkaJournal;
import io.connectmigrator.lab.Broker;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;

/** A journal in a topic that is compacted so often that an hour shows whether it stays small. */
final class SoakJournal implements AutoCloseable {

    private static final String TOPIC = "migrations";

    private final KafkaJournal journal;
    private final Admin admin;

    SoakJournal(Broker broker) {
        broker.createTopic(
                TOPIC,
                1,
                Map.of(
                        "cleanup.policy", "compact",
                        "segment.ms", "20000",
                        "min.cleanable.dirty.ratio", "0.01",
                        "delete.retention.ms", "1000"));
        this.journal =
                KafkaJournal.builder(broker.bootstrapServers()).topic(TOPIC).build();
        this.admin = broker.admin();
    }

    KafkaJournal journal() {
        return journal;
    }

    /** {@return how large the topic is} */
    long bytes() {
        try {
            return admin.describeLogDirs(List.of(1)).allDescriptions().get().values().stream()
                    .flatMap(directories -> directories.values().stream())
                    .map(LogDirDescription::replicaInfos)
                    .flatMap(replicas -> replicas.entrySet().stream())
                    .filter(replica -> replica.getKey().topic().equals(TOPIC))
                    .mapToLong(replica -> replica.getValue().size())
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the size of " + TOPIC + " cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the size of " + TOPIC + " was read", e);
        }
    }

    @Override
    public void close() {
        journal.close();
        admin.close();
    }
}
