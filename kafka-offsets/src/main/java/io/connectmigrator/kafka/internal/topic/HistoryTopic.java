package io.connectmigrator.kafka.internal.topic;

import io.connectmigrator.kafka.internal.client.Configurations;
import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.kafka.internal.client.StallDiagnosis;
import io.connectmigrator.kafka.internal.client.StalledException;
import io.connectmigrator.kafka.internal.client.TopicQueries;
import io.connectmigrator.kafka.internal.client.TopicReader;
import io.connectmigrator.offset.OffsetTransportException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;

/** The topic of a schema history, which has one partition, and of which nothing may be deleted. */
public final class HistoryTopic {

    private final KafkaCluster cluster;
    private final String topic;
    private final TopicPartition partition;
    private final TopicQueries queries;
    private final String tried;

    /** Accesses nothing. */
    public HistoryTopic(KafkaCluster cluster, String topic) {
        this.cluster = cluster;
        this.topic = topic;
        this.partition = new TopicPartition(topic, 0);
        this.queries = new TopicQueries(cluster, topic);
        this.tried = "reading the schema history in topic " + topic + " at " + cluster;
    }

    /** {@return the sources of the records, with the number of their records} */
    public Map<Map<String, String>, Long> sources() {
        requireThere();
        Map<Map<String, String>, Long> sources = new LinkedHashMap<>();
        read(
                start(),
                end(),
                record -> sources.merge(HistorySource.of(record.value()).names(), 1L, Long::sum));
        return sources;
    }

    /** {@return whether the topic exists; fails if it has several partitions} */
    boolean exists() {
        Optional<TopicDescription> found = queries.describe(tried);
        if (found.isPresent() && found.get().partitions().size() != 1) {
            throw failure(
                    "it has " + found.get().partitions().size() + " partitions, and a history has one",
                    "Check the name of the topic");
        }
        return found.isPresent();
    }

    void requireThere() {
        if (!exists()) {
            throw failure(
                    "there is no such topic", "Check the name of the topic, and that these are the right brokers");
        }
    }

    /** Fails if the first records are gone. */
    void requireWhole() {
        long start = start();
        if (start > 0) {
            throw failure(
                    "its first " + start + " records have been deleted",
                    "Let the connector make its history again (snapshot.mode=recovery), and give the topic no retention");
        }
    }

    long start() {
        return queries.starts(tried, Set.of(partition)).getOrDefault(partition, 0L);
    }

    long end() {
        return queries.ends(tried, Set.of(partition), IsolationLevel.READ_COMMITTED)
                .getOrDefault(partition, 0L);
    }

    void read(long from, long to, TopicReader.Handler<byte[]> handler) {
        try {
            cluster.reader().read(tried, new HashMap<>(Map.of(partition, from)), Map.of(partition, to), handler);
        } catch (StalledException e) {
            throw new StallDiagnosis(cluster, queries).explain(tried, e);
        }
    }

    /** {@return the size of the largest record that may be written to it} */
    int largestRecord() {
        Map<String, String> config =
                new Configurations(cluster).ofTopics(tried, Set.of(topic)).getOrDefault(topic, Map.of());
        return Integer.parseInt(config.getOrDefault(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "0"));
    }

    void create(int largestRecord) {
        queries.createLog(
                "creating topic " + topic + " at " + cluster,
                Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(largestRecord)));
    }

    OffsetTransportException failure(String happened, String remedy) {
        return new OffsetTransportException(tried + " failed: " + happened + "; nothing was written", remedy, null);
    }
}
