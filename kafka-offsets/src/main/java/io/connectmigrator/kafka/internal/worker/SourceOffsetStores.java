package io.connectmigrator.kafka.internal.worker;

import io.connectmigrator.kafka.internal.client.ClientSettings;
import io.connectmigrator.kafka.internal.client.KafkaClusters;
import io.connectmigrator.kafka.internal.topic.OffsetTopic;
import io.connectmigrator.kafka.internal.worker.WorkerConfig.ConnectorTopic;
import io.connectmigrator.offset.OffsetOwner;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the topic with the offsets of a source (KIP-618): that of the workers, or one of its own, which may be in another Kafka
 * cluster. Thread-safe.
 */
public final class SourceOffsetStores {

    private final WorkerConfig workers;
    private final KafkaClusters clusters;
    private final Map<Address, OffsetTopic> topics = new ConcurrentHashMap<>();

    public SourceOffsetStores(WorkerConfig workers, KafkaClusters clusters) {
        this.workers = workers;
        this.clusters = clusters;
    }

    /** A topic and the settings for its brokers. */
    private record Address(ClientSettings clients, String topic) {

        /** Compares bootstrap servers as a worker does: another name of the same brokers is another cluster. */
        boolean isSameAs(Address other) {
            return topic.equals(other.topic) && clients.bootstrapServerSet().equals(other.clients.bootstrapServerSet());
        }
    }

    public SourceOffsetStore of(OffsetOwner source) {
        ConnectorTopic configured = workers.connectorTopics().get(source.connector());
        if (configured != null) {
            Address there = new Address(workers.clients().with(configured.clientProperties()), configured.topic());
            return store(source, there, there);
        }
        Overrides overrides = new Overrides(source);
        // Without exactly-once support, only a topic of its own makes a connector keep its offsets elsewhere.
        boolean isElsewhere =
                overrides.offsetTopic().isPresent() || (workers.exactlyOnce() && overrides.hasOtherBrokers());
        if (!isElsewhere) {
            return store(source, ofWorkers(), ofWorkers());
        }
        String topic = overrides.offsetTopic().orElse(workers.offsetTopic());
        return store(
                source,
                new Address(overrides.producerClients(workers.clients()), topic),
                new Address(overrides.consumerClients(workers.clients()), topic));
    }

    private SourceOffsetStore store(OffsetOwner source, Address committed, Address readAtStart) {
        boolean hasCopy = !committed.isSameAs(ofWorkers()) && !readAtStart.isSameAs(ofWorkers());
        return new SourceOffsetStore(
                source.connector(),
                topic(committed),
                readAtStart.isSameAs(committed) ? null : topic(readAtStart),
                hasCopy ? topic(ofWorkers()) : null,
                fence(committed.clients));
    }

    private Address ofWorkers() {
        return new Address(workers.clients(), workers.offsetTopic());
    }

    private OffsetTopic topic(Address address) {
        boolean isWorkers = address.isSameAs(ofWorkers());
        return topics.computeIfAbsent(
                isWorkers ? ofWorkers() : address,
                missing -> new OffsetTopic(
                        clusters.of(missing.clients),
                        missing.topic,
                        isWorkers ? OffsetTopic.WhenMissing.FAIL : OffsetTopic.WhenMissing.CREATE));
    }

    private @Nullable TaskFence fence(ClientSettings clients) {
        String groupId = workers.groupId();
        return workers.exactlyOnce() && groupId != null ? new TaskFence(clusters.of(clients), groupId) : null;
    }
}
