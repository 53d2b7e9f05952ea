package io.connectmigrator.kafka;

import io.connectmigrator.kafka.WorkerConfig.ConnectorTopic;
import io.connectmigrator.offset.OffsetOwner;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the topic in which a source has its offsets (KIP-618): that of the workers, or one of its own, which may be in another
 * Kafka cluster. Thread-safe.
 */
final class SourcePlaces {

    private final WorkerConfig workers;
    private final KafkaClusters clusters;
    private final Map<Address, OffsetTopic> topics = new ConcurrentHashMap<>();

    SourcePlaces(WorkerConfig workers, KafkaClusters clusters) {
        this.workers = workers;
        this.clusters = clusters;
    }

    /** A topic of that name as certain settings reach it. */
    private record Address(ClientSettings clients, String topic) {}

    SourcePlace of(OffsetOwner source) {
        Address ofWorkers = new Address(workers.clients(), workers.offsetTopic());
        Address own = address(source);
        boolean isWorkers = own.topic.equals(ofWorkers.topic)
                && own.clients.bootstrapServerSet().equals(ofWorkers.clients.bootstrapServerSet());
        if (isWorkers) {
            return new SourcePlace(source.connector(), topic(ofWorkers), null, fence(ofWorkers.clients));
        }
        return new SourcePlace(source.connector(), topic(own), topic(ofWorkers), fence(own.clients));
    }

    private Address address(OffsetOwner source) {
        ConnectorTopic said = workers.connectorTopics().get(source.connector());
        if (said != null) {
            return new Address(workers.clients().with(said.clientProperties()), said.topic());
        }
        Overrides overrides = new Overrides(source);
        // Without exactly-once support, only a topic of its own makes a connector keep its offsets elsewhere.
        boolean isElsewhere =
                overrides.offsetTopic().isPresent() || (workers.exactlyOnce() && overrides.hasProducerBootstrap());
        return isElsewhere
                ? new Address(
                        overrides.ofSource(workers.clients()),
                        overrides.offsetTopic().orElse(workers.offsetTopic()))
                : new Address(workers.clients(), workers.offsetTopic());
    }

    private OffsetTopic topic(Address address) {
        boolean isWorkers = address.equals(new Address(workers.clients(), workers.offsetTopic()));
        return topics.computeIfAbsent(
                address,
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
