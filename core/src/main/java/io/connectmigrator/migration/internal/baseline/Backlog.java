package io.connectmigrator.migration.internal.baseline;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.topic.ClusterTopics;
import io.connectmigrator.topic.OffsetRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** How far a connector that reads topics is behind, partition by partition. */
final class Backlog {

    private static final String MIRROR = "source.cluster.bootstrap.servers";
    private static final String REPLICATOR = "src.kafka.bootstrap.servers";
    private static final String SINK = "consumer.override.bootstrap.servers";

    private final Function<ConnectorOffset, Optional<TopicPosition>> position;
    private final Optional<ClusterTopics> topics;

    private Backlog(Function<ConnectorOffset, Optional<TopicPosition>> position, Optional<ClusterTopics> topics) {
        this.position = position;
        this.topics = topics;
    }

    /**
     * {@return the backlog of a connector}
     *
     * @param ofWorkers the topics of the Kafka cluster under its workers, if they can be read
     * @param found finds the topics of a Kafka cluster, if they can be read
     */
    static Backlog of(
            boolean isSink,
            ConnectorConfig config,
            Optional<ClusterTopics> ofWorkers,
            Function<Predicate<ClusterTopics>, Optional<ClusterTopics>> found) {
        if (isSink) {
            return new Backlog(TopicPosition::ofSink, config.get(SINK) == null ? ofWorkers : at(config, SINK, found));
        }
        return config.get(MIRROR) != null
                ? new Backlog(TopicPosition::ofMirror, at(config, MIRROR, found))
                : new Backlog(TopicPosition::ofReplicator, at(config, REPLICATOR, found));
    }

    private static Optional<ClusterTopics> at(
            ConnectorConfig config, String key, Function<Predicate<ClusterTopics>, Optional<ClusterTopics>> found) {
        return Optional.ofNullable(config.get(key))
                .flatMap(servers -> found.apply(topics -> topics.isReachedBy(servers)));
    }

    /** {@return how many records of each partition have not been read; empty if the topics cannot be read, or the connector reads none} */
    Optional<Map<ConnectorOffset, Long>> lags(OffsetSnapshot offsets) {
        List<TopicPosition> positions = topics.isEmpty()
                ? List.of()
                : offsets.offsets().stream()
                        .flatMap(offset -> position.apply(offset).stream())
                        .toList();
        if (positions.isEmpty()) {
            return Optional.empty();
        }
        Set<String> names = positions.stream().map(TopicPosition::topic).collect(Collectors.toSet());
        Map<String, List<OffsetRange>> ranges = topics.get().ranges(names);
        Map<ConnectorOffset, Long> lags = new HashMap<>();
        positions.forEach(each ->
                each.lag(ranges.getOrDefault(each.topic(), List.of())).ifPresent(lag -> lags.put(each.offset(), lag)));
        return Optional.of(lags);
    }
}
