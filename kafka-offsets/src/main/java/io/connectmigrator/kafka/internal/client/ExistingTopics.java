package io.connectmigrator.kafka.internal.client;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks up several topics in one request. */
public final class ExistingTopics {

    /** The answers for a topic that does not exist; one with an invalid name cannot. */
    static final Set<Class<? extends Throwable>> ABSENT =
            Set.of(UnknownTopicOrPartitionException.class, InvalidTopicException.class);

    private final KafkaCluster cluster;

    public ExistingTopics(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    /** {@return those of the topics that exist, by name} */
    public Map<String, TopicDescription> among(String tried, Set<String> topics) {
        return AdminFutures.existing(
                topic -> tried + ", looking for topic " + topic,
                cluster.admin().describeTopics(topics).topicNameValues(),
                ABSENT);
    }

    /** {@return the partitions of those of the topics that exist} */
    public Set<TopicPartition> partitions(String tried, Set<String> topics) {
        return among(tried, topics).values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toSet());
    }
}
