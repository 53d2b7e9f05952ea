package io.connectmigrator.kafka.internal.group;

import io.connectmigrator.kafka.internal.client.AdminFutures;
import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.offset.OffsetTransportException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The committed offsets of a consumer group. */
final class GroupCommits {

    private final KafkaCluster cluster;
    private final String groupId;

    GroupCommits(KafkaCluster cluster, String groupId) {
        this.cluster = cluster;
        this.groupId = groupId;
    }

    /** {@return all commits that the client may describe} */
    Map<TopicPartition, OffsetAndMetadata> read() {
        return AdminFutures.await(
                reading(), cluster.admin().listConsumerGroupOffsets(groupId).partitionsToOffsetAndMetadata());
    }

    /** Fails if one of these is a topic that the client may not describe: brokers omit its commits silently. */
    void requireVisible(Set<String> topics) {
        cluster.admin().describeTopics(topics).topicNameValues().forEach((topic, answer) -> {
            try {
                AdminFutures.await(reading() + " in topic " + topic, answer);
            } catch (OffsetTransportException e) {
                // For a client without rights, brokers say «not authorized» also when the topic does not exist.
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        });
    }

    /** Writes commits and reads them back. */
    void write(String tried, Map<TopicPartition, OffsetAndMetadata> wanted) {
        AdminFutures.await(
                tried,
                "some of the offsets may have been written",
                cluster.admin().alterConsumerGroupOffsets(groupId, wanted).all());
        requireWritten(tried, wanted);
    }

    /** Deletes the group with all its commits, if it exists. */
    void delete(String tried) {
        try {
            AdminFutures.await(
                    tried,
                    "the group is unchanged or deleted",
                    cluster.admin().deleteConsumerGroups(List.of(groupId)).all());
        } catch (OffsetTransportException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw e;
            }
        }
    }

    /** Deletes some of its commits, and reads back that none of them is left. */
    void delete(String tried, Set<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        AdminFutures.await(
                tried,
                "some of the offsets may have been deleted",
                cluster.admin().deleteConsumerGroupOffsets(groupId, partitions).all());
        Set<TopicPartition> left = new HashSet<>(read().keySet());
        left.retainAll(partitions);
        if (!left.isEmpty()) {
            throw new OffsetTransportException(
                    tried + ": the brokers confirmed it, but when read back, there are still offsets for " + left,
                    "Look for another client that commits to the group, then try again",
                    null);
        }
    }

    private void requireWritten(String tried, Map<TopicPartition, OffsetAndMetadata> wanted) {
        Map<TopicPartition, OffsetAndMetadata> found = read();
        Map<String, String> differences = new TreeMap<>();
        wanted.forEach((partition, commit) -> {
            if (!commit.equals(found.get(partition))) {
                differences.put(partition.toString(), "wanted " + commit + ", found " + found.get(partition));
            }
        });
        if (!differences.isEmpty()) {
            throw new OffsetTransportException(
                    tried + ": the brokers confirmed it, but when read back, " + differences.size() + " of "
                            + wanted.size() + " offsets differ: " + differences,
                    "Look for another client that commits to the group, then try again",
                    null);
        }
    }

    private String reading() {
        return reading(groupId, cluster);
    }

    /** {@return what is tried when commits are read, for messages} */
    static String reading(String groupId, KafkaCluster cluster) {
        return "listing the offsets of group " + groupId + " at " + cluster;
    }
}
