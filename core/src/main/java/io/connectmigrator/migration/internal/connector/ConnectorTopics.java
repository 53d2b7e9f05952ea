package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which topics a connector reads or writes, as far as its config and its offsets tell. */
public final class ConnectorTopics {

    /** Where a connector that copies topics reads them, and how its offset names the last record that it has read. */
    private static final Set<String> COPIED_FROM =
            Set.of("source.cluster.bootstrap.servers", "src.kafka.bootstrap.servers");

    private ConnectorTopics() {}

    /** {@return the topics that the config of a sink names; a pattern and a placeholder name none} */
    public static Set<String> named(ConnectorConfig config) {
        return names(config.getOrDefault("topics", ""));
    }

    private static Set<String> names(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty() && !name.contains("${"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@return by topic and partition, the offset that a sink reads next} */
    public static Map<String, Map<Integer, Long>> readNext(OffsetSnapshot offsets) {
        Map<String, Map<Integer, Long>> next = new TreeMap<>();
        offsets.offsets().forEach(offset -> note(offset, "kafka_topic", "kafka_partition", "kafka_offset", 0, next));
        return next;
    }

    /** {@return by topic and partition, the offset that a source which copies topics reads next} */
    public static Map<String, Map<Integer, Long>> copiedNext(OffsetSnapshot offsets) {
        Map<String, Map<Integer, Long>> next = new TreeMap<>();
        offsets.offsets().forEach(offset -> note(offset, "topic", "partition", "offset", 1, next));
        return next;
    }

    private static void note(
            ConnectorOffset offset,
            String topicField,
            String partitionField,
            String offsetField,
            int ahead,
            Map<String, Map<Integer, Long>> next) {
        Map<String, ?> position = offset.offset();
        if (position != null
                && offset.partition().get(topicField) instanceof String topic
                && offset.partition().get(partitionField) instanceof Number partition
                && position.get(offsetField) instanceof Number number) {
            next.computeIfAbsent(topic, first -> new LinkedHashMap<>())
                    .put(partition.intValue(), number.longValue() + ahead);
        }
    }

    /** {@return the brokers from which a source copies topics; empty if it does not} */
    public static Optional<String> copiedFrom(ConnectorConfig config) {
        return COPIED_FROM.stream()
                .filter(config::containsKey)
                .map(key -> config.getOrDefault(key, ""))
                .findFirst();
    }

    /** {@return the topic for records that a sink could not write, if it has one} */
    public static Optional<String> deadLetters(ConnectorConfig config) {
        return topic(config, "errors.deadletterqueue.topic.name");
    }

    /** {@return the topic of the schema history of a Debezium connector, if it has one} */
    public static Optional<String> schemaHistory(ConnectorConfig config) {
        return topic(config, "schema.history.internal.kafka.topic")
                .or(() -> topic(config, "database.history.kafka.topic"));
    }

    private static Optional<String> topic(ConnectorConfig config, String key) {
        return Optional.of(config.getOrDefault(key, "").strip())
                .filter(name -> !name.isEmpty() && !name.contains("${"));
    }

    /** {@return the topics that a source names in its config} */
    public static Set<String> namedBySource(ConnectorConfig config) {
        return Stream.of("topic", "kafka.topic")
                .flatMap(key -> topic(config, key).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * {@return every topic that may have to be looked at for a connector}
     *
     * @param used the topics that workers say it has used
     */
    public static Set<String> all(CheckContext checkContext, Set<String> used) {
        ConnectorConfig config = checkContext.targetConfig();
        Set<String> all = new TreeSet<>(used);
        if (checkContext.isSink()) {
            all.addAll(named(config));
            all.addAll(named(checkContext.sourceConnector().config()));
            all.addAll(readNext(checkContext.sourceOffsets()).keySet());
        } else {
            all.addAll(namedBySource(config));
            all.addAll(copiedNext(checkContext.sourceOffsets()).keySet());
        }
        deadLetters(config).ifPresent(all::add);
        schemaHistory(config).ifPresent(all::add);
        return all;
    }
}
