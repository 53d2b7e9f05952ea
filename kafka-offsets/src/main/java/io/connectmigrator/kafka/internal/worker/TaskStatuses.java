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
 * The states of tasks in the status topic of a Connect cluster. A task writes UNASSIGNED after its last commit and the release of its
 * resources; one that its worker has abandoned never does. The REST API shows that state only for a moment, or not at all. Thread-safe.
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

    /** {@return a description of the tasks of a stopped connector that may still commit, empty if there are none} */
    public synchronized Optional<String> unfinished(OffsetOwner connector) {
        readOn("reading the status of connector " + connector + " in topic " + topic);
        String unfinished = byTask.entrySet().stream()
                .filter(task ->
                        isOf(connector, task.getKey()) && task.getValue().mayStillCommit())
                .map(task -> "task " + task.getKey() + " last wrote " + task.getValue())
                .collect(Collectors.joining(", "));
        return unfinished.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        unfinished + " in topic " + topic
                                + ", and not that it has ended; if it never does, resume the connector and move it while it runs");
    }

    /** Tasks with a number beyond tasks.max are left from an earlier config. */
    static boolean isOf(OffsetOwner connector, String task) {
        String prefix = connector.connector() + "-";
        if (!task.startsWith(prefix)
                || !NUMBER.matcher(task.substring(prefix.length())).matches()) {
            return false;
        }
        int id = Integer.parseInt(task.substring(prefix.length()));
        return id < mostTasks(connector);
    }

    /** Kafka ignores white space around a number; the value of a placeholder is known only to the workers. */
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
        // A tombstone is written by the leader, not by the task.
        if (record.key() == null || record.value() == null) {
            return;
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        byte[] state = RawJson.fields(record.value()).get("state");
        if (key.startsWith(KEY) && state != null) {
            RawJson.string(state)
                    .ifPresent(reported -> byTask.merge(
                            key.substring(KEY.length()),
                            LastTaskStates.first(reported),
                            (states, first) -> states.then(reported)));
        }
    }
}
