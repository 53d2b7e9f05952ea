package io.connectmigrator.kafka.internal.group;

import io.connectmigrator.kafka.internal.client.AdminFutures;
import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.topic.GroupDescription;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Looks up several consumer groups in one request. Thread-safe. */
public final class Groups {

    /** What brokers before 4.0 answer for a group that does not exist. */
    private static final String DEAD = "Dead";

    private final KafkaCluster cluster;

    public Groups(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    /** {@return members and offsets of those of the groups that exist, by name} */
    public Map<String, GroupDescription> describe(Set<String> groups) {
        Map<String, ConsumerGroupDescription> found = among(groups);
        var answer = cluster.admin()
                .listConsumerGroupOffsets(found.keySet().stream()
                        .collect(Collectors.toMap(Function.identity(), group -> new ListConsumerGroupOffsetsSpec())));
        Map<String, GroupDescription> described = new HashMap<>();
        found.forEach((group, description) -> {
            Map<TopicPartition, OffsetAndMetadata> commits = AdminFutures.await(
                    GroupCommits.reading(group, cluster), answer.partitionsToOffsetAndMetadata(group));
            described.put(
                    group, new GroupDescription(group, description.members().size(), offsets(commits)));
        });
        return described;
    }

    /** {@return those of the groups that exist, by name} */
    Map<String, ConsumerGroupDescription> among(Collection<String> groups) {
        Map<String, ConsumerGroupDescription> found = AdminFutures.existing(
                group -> "describing group " + group + " at " + cluster,
                cluster.admin().describeConsumerGroups(groups).describedGroups(),
                Set.of(GroupIdNotFoundException.class));
        found.values().removeIf(group -> state(group).equals(DEAD));
        return found;
    }

    /** Uses a method that Kafka 5.0 is to remove, because clients before 4.0 have no other. */
    @SuppressWarnings("removal")
    static String state(ConsumerGroupDescription group) {
        return group.state().toString();
    }

    private static Map<String, Map<Integer, Long>> offsets(Map<TopicPartition, OffsetAndMetadata> commits) {
        Map<String, Map<Integer, Long>> offsets = new HashMap<>();
        commits.forEach((partition, commit) -> {
            if (commit != null) {
                offsets.computeIfAbsent(partition.topic(), first -> new TreeMap<>())
                        .put(partition.partition(), commit.offset());
            }
        });
        return offsets;
    }
}
