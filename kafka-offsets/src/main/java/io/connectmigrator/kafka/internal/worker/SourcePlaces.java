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
 * Finds the topic in which a source has its offsets (KIP-618): that of the workers, or one of its own, which may be in another
 * Kafka cluster. Thread-safe.
 */
public final class SourcePlaces {

    private final WorkerConfig workers;
    private final KafkaClusters clusters;
    private final Map<Address, OffsetTopic> topics = new ConcurrentHashMap<>();

    public SourcePlaces(WorkerConfig workers, KafkaClusters clusters) {
        this.workers = workers;
        this.clusters = clusters;
    }

    /** A topic of that name as certain settings reach it. */
    private record Address(ClientSettings clients, String topic) {

        /** Addresses of brokers are compared as a worker does: another name of the same brokers is another cluster. */
        boolean isSameAs(Address other) {
            return topic.equals(other.topic) && clients.bootstrapServerSet().equals(other.clients.bootstrapServerSet());
        }
    }

    public SourcePlace of(OffsetOwner source) {
        ConnectorTopic said = workers.connectorTopics().get(source.connector());
        if (said != null) {
            Address there = new Address(workers.clients().with(said.clientProperties()), said.topic());
            return place(source, there, there);
        }
        Overrides overrides = new Overrides(source);
        // Without exactly-once support, only a topic of its own makes a connector keep its offsets elsewhere.
        boolean isElsewhere =
                overrides.offsetTopic().isPresent() || (workers.exactlyOnce() && overrides.hasOtherBrokers());
        if (!isElsewhere) {
            return place(source, ofWorkers(), ofWorkers());
        }
        String topic = overrides.offsetTopic().orElse(workers.offsetTopic());
        return place(
                source,
                new Address(overrides.whereSourceCommits(workers.clients()), topic),
                new Address(overrides.whereSourceLooks(workers.clients()), topic));
    }

    private SourcePlace place(OffsetOwner source, Address committed, Address lookedFor) {
        boolean hasCopy = !committed.isSameAs(ofWorkers()) && !lookedFor.isSameAs(ofWorkers());
        return new SourcePlace(
                source.connector(),
                topic(committed),
                lookedFor.isSameAs(committed) ? null : topic(lookedFor),
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
