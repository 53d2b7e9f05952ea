package io.connectmigrator.kafka;

import io.connectmigrator.offset.OffsetOwner;
import java.util.Optional;

/** Finds the consumer group of a sink. Thread-safe. */
final class SinkPlaces {

    private final WorkerConfig workers;
    private final KafkaClusters clusters;

    SinkPlaces(WorkerConfig workers, KafkaClusters clusters) {
        this.workers = workers;
        this.clusters = clusters;
    }

    SinkPlace of(OffsetOwner sink) {
        Overrides overrides = new Overrides(sink);
        String ofItsOwn = "connect-" + sink.connector();
        String groupId = overrides
                .groupId()
                .or(() -> Optional.ofNullable(workers.consumerGroupId()))
                .orElse(ofItsOwn);
        GroupShare share = groupId.equals(ofItsOwn) ? GroupShare.WHOLE : GroupShare.ofTopics(sink.topicsRead());
        return new SinkPlace(clusters.of(overrides.ofSink(workers.clients())), groupId, overrides.topics(), share);
    }
}
