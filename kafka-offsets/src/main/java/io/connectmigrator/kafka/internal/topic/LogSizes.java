package io.connectmigrator.kafka.internal.topic;

import io.connectmigrator.kafka.internal.client.AdminFutures;
import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.offset.OffsetTransportException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.ClusterAuthorizationException;

/** Looks up how large the logs of topics are, with one request to each broker. Thread-safe. */
public final class LogSizes {

    private final KafkaCluster cluster;

    public LogSizes(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    /** {@return the bytes of each partition on the broker where it takes the most, by topic; none if the client may not ask for them} */
    public Map<String, List<Long>> of(Set<String> topics) {
        String tried = "asking for the sizes of " + topics.size() + " topics of the Kafka cluster at " + cluster;
        Map<String, Map<Integer, Long>> largest = new HashMap<>();
        for (Map<String, LogDirDescription> broker : answers(tried)) {
            broker.values()
                    .forEach(directory -> directory.replicaInfos().forEach((partition, replica) -> {
                        if (topics.contains(partition.topic()) && !replica.isFuture()) {
                            largest.computeIfAbsent(partition.topic(), first -> new TreeMap<>())
                                    .merge(partition.partition(), replica.size(), Math::max);
                        }
                    }));
        }
        return largest.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, topic -> List.copyOf(topic.getValue().values())));
    }

    /** Brokers answer a client without the right with an error, and old ones with nothing. */
    private List<Map<String, LogDirDescription>> answers(String tried) {
        List<Integer> brokers = AdminFutures.await(
                        tried, cluster.admin().describeCluster().nodes())
                .stream()
                .map(Node::id)
                .toList();
        List<Map<String, LogDirDescription>> answers = new ArrayList<>();
        try {
            for (KafkaFuture<Map<String, LogDirDescription>> answer :
                    cluster.admin().describeLogDirs(brokers).descriptions().values()) {
                answers.add(AdminFutures.await(tried, answer));
            }
        } catch (OffsetTransportException e) {
            if (e.getCause() instanceof ClusterAuthorizationException) {
                return List.of();
            }
            throw e;
        }
        return answers;
    }
}
