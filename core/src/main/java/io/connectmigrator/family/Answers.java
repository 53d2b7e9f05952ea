package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which configs ask for which partitions. Each question is asked once, and for families of the library once for all partitions of a topic,
 * which their configs do not tell apart. Belongs to one thread.
 */
final class Answers {

    private static final List<Set<String>> OF_TOPICS = List.of(
            Set.of("kafka_topic", "kafka_partition"),
            Set.of("cluster", "topic", "partition"),
            Set.of("topic", "partition"));
    private static final Set<String> NUMBERS = Set.of("kafka_partition", "partition");

    private final ReshapeRules rules;
    private final IdentityHashMap<ConnectorConfig, Map<Map<String, @Nullable Object>, Optional<Boolean>>> known =
            new IdentityHashMap<>();

    Answers(ReshapeRules rules) {
        this.rules = rules;
    }

    Optional<Boolean> asksFor(ConnectorConfig config, Map<String, @Nullable Object> partition) {
        return known.computeIfAbsent(config, first -> new HashMap<>())
                .computeIfAbsent(question(partition), first -> rules.asksFor(config, partition));
    }

    private Map<String, @Nullable Object> question(Map<String, @Nullable Object> partition) {
        if (!rules.isOfLibrary() || !OF_TOPICS.contains(partition.keySet())) {
            return partition;
        }
        Map<String, @Nullable Object> topic = new LinkedHashMap<>(partition);
        topic.keySet().removeAll(NUMBERS);
        return topic;
    }
}
