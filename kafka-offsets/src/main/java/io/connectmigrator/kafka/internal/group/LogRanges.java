package io.connectmigrator.kafka.internal.group;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.kafka.internal.client.AdminFutures;
import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.offset.OffsetTransportException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Looks up the ranges of the logs of partitions. */
final class LogRanges {

    private static final String NOTHING_WRITTEN = "nothing was written";

    private final KafkaCluster cluster;

    LogRanges(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * {@return the range of each partition}
     *
     * @param tried what was tried, for messages
     * @throws OffsetTransportException if one of the partitions does not exist, or the brokers do not answer
     */
    List<LogRange> of(String tried, Collection<TopicPartition> partitions) {
        requireExisting(tried, partitions);
        Map<TopicPartition, ListOffsetsResultInfo> starts = list(tried, partitions, OffsetSpec.earliest());
        Map<TopicPartition, ListOffsetsResultInfo> ends = list(tried, partitions, OffsetSpec.latest());
        return ends.entrySet().stream()
                .map(end -> new LogRange(
                        end.getKey(),
                        requireNonNull(starts.get(end.getKey())).offset(),
                        end.getValue().offset(),
                        end.getValue().leaderEpoch()))
                .toList();
    }

    /** Without this, an admin client waits for a missing partition until its timeout. */
    private void requireExisting(String tried, Collection<TopicPartition> partitions) {
        Set<String> topics = partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet());
        Set<TopicPartition> existing = new HashSet<>();
        cluster.admin()
                .describeTopics(topics)
                .topicNameValues()
                .forEach((topic, answer) -> AdminFutures.await(
                                tried + ", looking for topic " + topic, NOTHING_WRITTEN, answer)
                        .partitions()
                        .forEach(partition -> existing.add(new TopicPartition(topic, partition.partition()))));
        List<String> missing = partitions.stream()
                .filter(partition -> !existing.contains(partition))
                .map(TopicPartition::toString)
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            throw new OffsetTransportException(
                    tried + " was refused: there is no partition " + String.join(", ", missing) + "; "
                            + NOTHING_WRITTEN,
                    "Check that the offsets are of this Kafka cluster",
                    null);
        }
    }

    private Map<TopicPartition, ListOffsetsResultInfo> list(
            String tried, Collection<TopicPartition> partitions, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
        partitions.forEach(partition -> specs.put(partition, which));
        return AdminFutures.await(
                tried, NOTHING_WRITTEN, cluster.admin().listOffsets(specs).all());
    }
}
