package io.connectmigrator.kafka;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * What tasks say of themselves in the status topic of a Connect cluster. A task says that it is unassigned after it has made
 * its last commit and let go of everything; one that its worker has given up on never says so. The REST API shows that word
 * for a moment only, or not at all. Thread-safe.
 */
final class TaskStatuses {

    private static final String KEY = "status-task-";

    private final KafkaCluster cluster;
    private final String topic;
    private final TopicQueries queries;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Map<String, LastWords> byTask = new HashMap<>();

    TaskStatuses(KafkaCluster cluster, String topic) {
        this.cluster = cluster;
        this.topic = topic;
        this.queries = new TopicQueries(cluster, topic);
    }

    /**
     * {@return the tasks of a stopped or paused connector that may still commit, in words; empty if there are none}
     *
     * @param connector the connector
     * @param tasks how many tasks it can have; what there is of others is of an earlier time
     */
    synchronized Optional<String> unfinished(String connector, int tasks) {
        readOn("reading the status of connector " + connector + " in topic " + topic);
        Map<Integer, LastWords> unfinished = new TreeMap<>();
        for (int task = 0; task < tasks; task++) {
            LastWords words = byTask.get(connector + "-" + task);
            if (words != null && words.mayStillCommit()) {
                unfinished.put(task, words);
            }
        }
        List<String> inWords = new ArrayList<>();
        unfinished.forEach((task, words) -> inWords.add("task " + task + " last said " + words));
        return inWords.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        String.join(", ", inWords) + " in topic " + topic
                                + ", and not that it has ended; if it never does, resume the connector and move it while it runs");
    }

    private void readOn(String tried) {
        TopicDescription description = queries.describe(tried).orElseThrow(() -> queries.missing(tried));
        List<TopicPartition> partitions = description.partitions().stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        cluster.reader()
                .read(tried, positions, queries.ends(tried, partitions, IsolationLevel.READ_COMMITTED), this::accept);
    }

    private void accept(ConsumerRecord<byte[], byte[]> record) {
        // A tombstone is the leader's word, not the task's.
        if (record.key() == null || record.value() == null) {
            return;
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        byte[] state = JsonFields.of(record.value()).get("state");
        if (key.startsWith(KEY) && state != null) {
            String word = new String(state, StandardCharsets.UTF_8).replace("\"", "");
            byTask.merge(key.substring(KEY.length()), LastWords.first(word), (words, first) -> words.then(word));
        }
    }
}
