package io.connectmigrator.kafka.internal.topic;

import io.connectmigrator.kafka.internal.client.AdminFutures;
import io.connectmigrator.kafka.internal.client.KafkaCluster;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Finds topics with transactions by the producers that brokers remember for their partitions (Kafka 2.8, KIP-664), and by records
 * beyond the last stable offset.
 */
public final class TransactionalTopics {

    private final KafkaCluster cluster;

    public TransactionalTopics(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    /** {@return those of the topics that have records of transactions} Topics that do not exist are not among them. */
    public Set<String> among(Set<String> topics) {
        String tried = "looking for transactions in " + topics.size() + " topics of the Kafka cluster at " + cluster;
        Set<TopicPartition> partitions = partitions(tried, topics);
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
        Map<TopicPartition, ListOffsetsResultInfo> ends = ends(tried, partitions, IsolationLevel.READ_UNCOMMITTED);
        Map<TopicPartition, ListOffsetsResultInfo> stable = ends(tried, partitions, IsolationLevel.READ_COMMITTED);
        return partitions.stream()
                .filter(partition -> offset(stable, partition) < offset(ends, partition))
                .collect(Collectors.toSet());
    }

    private static long offset(Map<TopicPartition, ListOffsetsResultInfo> ends, TopicPartition partition) {
        ListOffsetsResultInfo end = ends.get(partition);
        return end == null ? 0 : end.offset();
    }

    private Map<TopicPartition, ListOffsetsResultInfo> ends(
            String tried, Collection<TopicPartition> partitions, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
        partitions.forEach(partition -> specs.put(partition, OffsetSpec.latest()));
        return AdminFutures.await(
                tried,
                cluster.admin()
                        .listOffsets(specs, new ListOffsetsOptions(isolation))
                        .all());
    }

    private Set<TopicPartition> partitions(String tried, Set<String> topics) {
        Set<TopicPartition> partitions = new HashSet<>();
        cluster.admin().describeTopics(topics).topicNameValues().forEach((topic, answer) -> {
            if (exists(answer)) {
                AdminFutures.await(tried, answer)
                        .partitions()
                        .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
            }
        });
        return partitions;
    }

    private static boolean exists(KafkaFuture<TopicDescription> answer) {
        try {
            answer.get();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } catch (ExecutionException e) {
            return !(e.getCause() instanceof UnknownTopicOrPartitionException);
        }
    }
}
