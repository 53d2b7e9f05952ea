package io.connectmigrator.kafka.internal.worker;

import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.kafka.internal.client.TopicQueries;
import io.connectmigrator.kafka.internal.topic.RawJson;
import io.connectmigrator.offset.OffsetOwner;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * What tasks say of themselves in the status topic of a Connect cluster. A task says that it is unassigned after it has made
 * its last commit and let go of everything; one that its worker has given up on never says so. The REST API shows that word
 * for a moment only, or not at all. Thread-safe.
 */
public final class TaskStatuses {

    private static final String KEY = "status-task-";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final KafkaCluster cluster;
    private final String topic;
    private final TopicQueries queries;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final SortedMap<String, LastTaskStates> byTask = new TreeMap<>();

    public TaskStatuses(KafkaCluster cluster, String topic) {
        this.cluster = cluster;
        this.topic = topic;
        this.queries = new TopicQueries(cluster, topic);
    }

    /** {@return which tasks of a connector at rest may still commit, in words; empty if there are none} */
    public synchronized Optional<String> unfinished(OffsetOwner connector) {
        readOn("reading the status of connector " + connector + " in topic " + topic);
        String unfinished = byTask.entrySet().stream()
                .filter(task ->
                        isOf(connector, task.getKey()) && task.getValue().mayStillCommit())
                .map(task -> "task " + task.getKey() + " last said " + task.getValue())
                .collect(Collectors.joining(", "));
        return unfinished.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        unfinished + " in topic " + topic
                                + ", and not that it has ended; if it never does, resume the connector and move it while it runs");
    }

    /** Tasks beyond those that it can have are of an earlier time. */
    static boolean isOf(OffsetOwner connector, String task) {
        String prefix = connector.connector() + "-";
        if (!task.startsWith(prefix)
                || !NUMBER.matcher(task.substring(prefix.length())).matches()) {
            return false;
        }
        int id = Integer.parseInt(task.substring(prefix.length()));
        return id < mostTasks(connector);
    }

    /** Kafka reads a number without the white space around it; what a placeholder stands for is known to the workers only. */
    private static long mostTasks(OffsetOwner connector) {
        String most = connector.config().getOrDefault("tasks.max", "").strip();
        return NUMBER.matcher(most).matches() ? Long.parseLong(most) : Long.MAX_VALUE;
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
        byte[] state = RawJson.fields(record.value()).get("state");
        if (key.startsWith(KEY) && state != null) {
            RawJson.string(state)
                    .ifPresent(reported -> byTask.merge(
                            key.substring(KEY.length()), LastTaskStates.first(reported), (states, first) -> states.then(reported)));
        }
    }
}
