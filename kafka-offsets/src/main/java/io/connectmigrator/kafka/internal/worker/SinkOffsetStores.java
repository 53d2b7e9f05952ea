package io.connectmigrator.kafka.internal.worker;

import io.connectmigrator.kafka.internal.client.KafkaClusters;
import io.connectmigrator.kafka.internal.group.GroupShare;
import io.connectmigrator.offset.OffsetOwner;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds the consumer group of a sink. Thread-safe. */
public final class SinkOffsetStores {

    private final WorkerConfig workers;
    private final KafkaClusters clusters;

    public SinkOffsetStores(WorkerConfig workers, KafkaClusters clusters) {
        this.workers = workers;
        this.clusters = clusters;
    }

    public SinkOffsetStore of(OffsetOwner sink) {
        Overrides overrides = new Overrides(sink);
        String ofItsOwn = "connect-" + sink.connector();
        String groupId = overrides
                .groupId()
                .or(() -> Optional.ofNullable(workers.consumerGroupId()))
                .orElse(ofItsOwn);
        Optional<Predicate<String>> topics = sink.topicsRead();
        // Another sink can name any group in its config, also this one's.
        GroupShare share =
                topics.isEmpty() && groupId.equals(ofItsOwn) ? GroupShare.WHOLE : GroupShare.ofTopics(topics);
        return new SinkOffsetStore(
                clusters.of(overrides.sinkClients(workers.clients())), groupId, overrides.topics(), share);
    }
}
