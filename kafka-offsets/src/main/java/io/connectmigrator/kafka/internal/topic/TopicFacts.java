package io.connectmigrator.kafka.internal.topic;

import io.connectmigrator.kafka.internal.client.AdminFutures;
import io.connectmigrator.kafka.internal.client.Configurations;
import io.connectmigrator.kafka.internal.client.ExistingTopics;
import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.kafka.internal.client.LogOffsets;
import io.connectmigrator.topic.OffsetRange;
import io.connectmigrator.topic.TopicDescription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/** Looks up what brokers tell of topics. The number of requests does not depend on that of topics. Thread-safe. */
public final class TopicFacts {

    private final KafkaCluster cluster;
    private final ExistingTopics existing;
    private final LogOffsets offsets;
    private final Configurations configurations;

    public TopicFacts(KafkaCluster cluster) {
        this.cluster = cluster;
        this.existing = new ExistingTopics(cluster);
        this.offsets = new LogOffsets(cluster);
        this.configurations = new Configurations(cluster);
    }

    /** {@return partitions, replicas and configuration of those of the topics that exist, by name} */
    public Map<String, TopicDescription> describe(Set<String> topics) {
        String tried = tried("describing", topics);
        Map<String, org.apache.kafka.clients.admin.TopicDescription> found = existing.among(tried, topics);
        Map<String, Map<String, String>> configs = configurations.ofTopics(tried, found.keySet());
        Map<String, TopicDescription> described = new HashMap<>();
        found.forEach((topic, description) -> {
            Map<String, String> config = configs.get(topic);
            // Otherwise it was deleted meanwhile.
            if (config != null) {
                described.put(topic, description(topic, description.partitions(), config));
            }
        });
        return described;
    }

    private static TopicDescription description(
            String topic, List<TopicPartitionInfo> partitions, Map<String, String> config) {
        return new TopicDescription(
                topic,
                partitions.size(),
                smallest(partitions, partition -> partition.replicas().size()),
                smallest(partitions, partition -> partition.isr().size()),
                config);
    }

    private static int smallest(List<TopicPartitionInfo> partitions, ToIntFunction<TopicPartitionInfo> number) {
        return partitions.stream().mapToInt(number).min().orElse(0);
    }

    /** {@return the ranges of the partitions of those of the topics that exist} */
    public Map<String, List<OffsetRange>> ranges(Set<String> topics) {
        String tried = tried("asking for the offsets of the records of", topics);
        Set<TopicPartition> partitions = existing.partitions(tried, topics);
        Map<TopicPartition, Long> starts = offsets.starts(tried, partitions);
        Map<TopicPartition, Long> ends = offsets.ends(tried, partitions, IsolationLevel.READ_UNCOMMITTED);
        return byTopic(partitions, partition -> new OffsetRange(at(starts, partition), at(ends, partition)));
    }

    /** {@return the offset of the first record that is not older than a time, of the partitions of those of the topics that exist} */
    public Map<String, List<Long>> offsetsAt(Set<String> topics, Instant time) {
        String tried = tried("asking for the offsets at " + time + " of", topics);
        Set<TopicPartition> partitions = existing.partitions(tried, topics);
        // The ends are requested first, so that no record that is written meanwhile is before the result.
        Map<TopicPartition, Long> ends = offsets.ends(tried, partitions, IsolationLevel.READ_UNCOMMITTED);
        Map<TopicPartition, Long> found = offsets.notBefore(tried, partitions, time.toEpochMilli());
        return byTopic(partitions, partition -> found.getOrDefault(partition, at(ends, partition)));
    }

    private static long at(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return offsets.getOrDefault(partition, 0L);
    }

    private static <T> Map<String, List<T>> byTopic(Set<TopicPartition> partitions, Function<TopicPartition, T> value) {
        Map<String, List<T>> byTopic = new HashMap<>();
        partitions.stream()
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .forEach(partition -> byTopic.computeIfAbsent(partition.topic(), first -> new ArrayList<>())
                        .add(value.apply(partition)));
        return byTopic;
    }

    /** {@return the names of all topics, without those that Kafka itself keeps} */
    public Set<String> names() {
        return AdminFutures.await(
                "listing the topics of the Kafka cluster at " + cluster,
                cluster.admin().listTopics().names());
    }

    /** {@return the configuration of one of the brokers} */
    public Map<String, String> brokerConfig() {
        return configurations.ofBroker("asking for the configuration of a broker of the Kafka cluster at " + cluster);
    }

    private String tried(String what, Set<String> topics) {
        return what + " " + topics.size() + " topics of the Kafka cluster at " + cluster;
    }
}
