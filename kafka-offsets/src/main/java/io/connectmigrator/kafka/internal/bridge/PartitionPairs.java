package io.connectmigrator.kafka.internal.bridge;

import io.connectmigrator.kafka.internal.client.ExistingTopics;
import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.offset.TranslatedOffset.Verdict;
import io.connectmigrator.offset.TranslatedOffset.Way;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** Which partitions of the other cluster belong to some of this, and why others have none. */
final class PartitionPairs {

    private final Map<TopicPartition, TopicPartition> pairs = new LinkedHashMap<>();
    private final Map<TopicPartition, SearchResult> without = new HashMap<>();

    PartitionPairs(KafkaCluster from, KafkaCluster to, BridgeSettings settings, Collection<TopicPartition> partitions) {
        Map<String, String> names = new HashMap<>();
        partitions.forEach(partition ->
                settings.names().copy().apply(partition.topic()).ifPresent(name -> names.put(partition.topic(), name)));
        Map<String, TopicDescription> here =
                topics(from, partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet()));
        Map<String, TopicDescription> there = topics(to, Set.copyOf(names.values()));
        for (TopicPartition partition : partitions) {
            String name = names.get(partition.topic());
            if (name == null) {
                leaveOut(partition, "the topic is not mirrored");
                continue;
            }
            int count = count(here, partition.topic());
            int copies = count(there, name);
            boolean mustBeEqual = settings.way() == Way.SAME_OFFSET;
            if (partition.partition() >= count) {
                leaveOut(partition, "there is no such partition at " + from);
            } else if (partition.partition() >= copies || (mustBeEqual && copies != count)) {
                leaveOut(
                        partition,
                        "topic " + name + " has " + copies + " partitions at " + to + ", and " + count + " here");
            } else {
                pairs.put(partition, new TopicPartition(name, partition.partition()));
            }
        }
    }

    private void leaveOut(TopicPartition partition, String why) {
        without.put(partition, SearchResult.without(Verdict.NOT_FOUND, why));
    }

    private static Map<String, TopicDescription> topics(KafkaCluster cluster, Set<String> names) {
        return new ExistingTopics(cluster).among("looking for " + names.size() + " topics at " + cluster, names);
    }

    private static int count(Map<String, TopicDescription> topics, String name) {
        TopicDescription topic = topics.get(name);
        return topic == null ? 0 : topic.partitions().size();
    }

    /** {@return the partition in the other cluster for each that has one} */
    Map<TopicPartition, TopicPartition> pairs() {
        return pairs;
    }

    /** {@return why a partition has none in the other cluster} */
    Optional<SearchResult> without(TopicPartition partition) {
        return Optional.ofNullable(without.get(partition));
    }
}
