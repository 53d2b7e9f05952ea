package io.connectmigrator.kafka.internal.bridge;

import io.connectmigrator.kafka.internal.client.ExistingTopics;
import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.kafka.internal.client.LogOffsets;
import io.connectmigrator.kafka.internal.group.SinkOffsets;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.TranslatedSnapshot;
import io.connectmigrator.offset.TranslationFinding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Translates offsets of one Kafka cluster to another. Thread-safe. */
public final class Bridge {

    private static final String ISOLATION = "consumer.override.isolation.level";

    private final KafkaCluster from;
    private final KafkaCluster to;
    private final BridgeSettings settings;

    public Bridge(KafkaCluster from, KafkaCluster to, BridgeSettings settings) {
        this.from = from;
        this.to = to;
        this.settings = settings;
    }

    public TranslatedSnapshot translate(OffsetOwner sink, OffsetSnapshot offsets) {
        return snapshot(search(sink, offsets).run());
    }

    private BridgeSearch search(OffsetOwner sink, OffsetSnapshot offsets) {
        Map<TopicPartition, Long> committed = new HashMap<>();
        SinkOffsets.toCommits(offsets).forEach((partition, commit) -> committed.put(partition, commit.offset()));
        boolean isCommitted = "read_committed".equals(sink.config().get(ISOLATION));
        return new BridgeSearch(
                from,
                to,
                settings,
                isCommitted ? IsolationLevel.READ_COMMITTED : IsolationLevel.READ_UNCOMMITTED,
                committed);
    }

    /** Translates the ends of those of the topics of which there is a copy. */
    public TranslatedSnapshot translateEnds(Set<String> topics) {
        Set<String> mirrored = mirrored(topics);
        String asked = "asking for the ends of " + mirrored.size() + " topics at " + from;
        Map<TopicPartition, Long> ends = new LogOffsets(from)
                .ends(asked, new ExistingTopics(from).partitions(asked, mirrored), IsolationLevel.READ_UNCOMMITTED);
        return snapshot(new BridgeSearch(from, to, settings, IsolationLevel.READ_UNCOMMITTED, ends).run());
    }

    private Set<String> mirrored(Set<String> topics) {
        String tried = "looking for the copies of " + topics.size() + " topics at " + to;
        Map<String, String> copies = new HashMap<>();
        topics.forEach(topic -> settings.names().copy().apply(topic).ifPresent(copy -> copies.put(topic, copy)));
        Set<String> existing =
                new ExistingTopics(to).among(tried, Set.copyOf(copies.values())).keySet();
        return copies.keySet().stream()
                .filter(topic -> existing.contains(copies.get(topic)))
                .collect(Collectors.toSet());
    }

    /** Names those of the topics of which there is no copy. */
    public List<TranslationFinding> examineEnds(Set<String> topics) {
        Set<String> mirrored = mirrored(topics);
        String others = topics.stream()
                .filter(topic -> !mirrored.contains(topic))
                .sorted()
                .collect(Collectors.joining(", "));
        return others.isEmpty()
                ? List.of()
                : List.of(
                        new TranslationFinding(
                                TranslationFinding.Kind.TOPIC_LEFT_OUT,
                                "there is no copy at " + to + " of topics that the source has written: " + others,
                                "Have them mirrored, or correct how their copies are named, if what they have is needed there"));
    }

    private static TranslatedSnapshot snapshot(List<Found> found) {
        return new TranslatedSnapshot(found.stream().map(Found::translated).toList());
    }

    public List<TranslationFinding> examine(OffsetOwner source, OffsetOwner target, OffsetSnapshot offsets) {
        return new BridgeExamination(from, to, settings, search(source, offsets), target).findings();
    }

    /** {@return the name that a topic has in the other cluster; empty if it is not mirrored} */
    public Optional<String> counterpart(String topic) {
        return settings.names().copy().apply(topic);
    }

    /** {@return the id of the cluster that these brokers are of, if it is one of the two} */
    public Optional<String> kafkaClusterIdOf(String bootstrapServers) {
        return Stream.of(from, to)
                .filter(cluster -> cluster.isReachedBy(bootstrapServers))
                .findFirst()
                .flatMap(KafkaCluster::id);
    }

    public Bridge reversed() {
        return new Bridge(to, from, settings.opposite());
    }

    @Override
    public String toString() {
        return "bridge by " + settings.way() + " from " + from + " to " + to;
    }
}
