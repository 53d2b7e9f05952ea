package io.connectmigrator.kafka.internal.topic;

import io.connectmigrator.kafka.internal.client.AdminFutures;
import io.connectmigrator.kafka.internal.client.ExistingTopics;
import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.kafka.internal.client.LogOffsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds topics with transactions by the producers that brokers remember for their partitions (Kafka 2.8, KIP-664), and by records
 * beyond the last stable offset.
 */
public final class TransactionalTopics {

    private final KafkaCluster cluster;
    private final ExistingTopics existing;
    private final LogOffsets offsets;

    public TransactionalTopics(KafkaCluster cluster) {
        this.cluster = cluster;
        this.existing = new ExistingTopics(cluster);
        this.offsets = new LogOffsets(cluster);
    }

    /** {@return those of the topics that have records of transactions} Topics that do not exist are not among them. */
    public Set<String> among(Set<String> topics) {
        String tried = "looking for transactions in " + topics.size() + " topics of the Kafka cluster at " + cluster;
        Set<TopicPartition> partitions = existing.partitions(tried, topics);
        if (partitions.isEmpty()) {
            return Set.of();
        }
        Set<TopicPartition> found = new HashSet<>();
        AdminFutures.await(tried, cluster.admin().describeProducers(partitions).all())
                .forEach((partition, producers) -> {
                    if (hasTransactions(producers)) {
                        found.add(partition);
                    }
                });
        found.addAll(open(tried, partitions));
        return found.stream().map(TopicPartition::topic).collect(Collectors.toSet());
    }

    /** The epoch of a coordinator comes with the end of a transaction. */
    private static boolean hasTransactions(PartitionProducerState producers) {
        return producers.activeProducers().stream()
                .anyMatch(
                        (ProducerState producer) -> producer.coordinatorEpoch().isPresent()
                                || producer.currentTransactionStartOffset().isPresent());
    }

    private Set<TopicPartition> open(String tried, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = offsets.ends(tried, partitions, IsolationLevel.READ_UNCOMMITTED);
        Map<TopicPartition, Long> stable = offsets.ends(tried, partitions, IsolationLevel.READ_COMMITTED);
        return partitions.stream()
                .filter(partition -> stable.getOrDefault(partition, 0L) < ends.getOrDefault(partition, 0L))
                .collect(Collectors.toSet());
    }
}
