package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Names of topics as partitions of sinks, and in problems. */
final class TopicNames {

    private static final String TOPIC = "kafka_topic";
    private static final int MOST = 5;

    private TopicNames() {}

    /** {@return a partition of each topic that sinks list, or that is there} */
    static List<Map<String, @Nullable Object>> partitions(
            Collection<ConnectorConfig> sinks, Optional<Set<String>> topics) {
        Set<String> names = new TreeSet<>(topics.orElse(Set.of()));
        sinks.forEach(
                sink -> SinkTopics.selection(sink).ifPresent(selection -> names.addAll(selection.selectedNames())));
        return names.stream().map(TopicNames::partition).toList();
    }

    private static Map<String, @Nullable Object> partition(String topic) {
        return Map.of(TOPIC, topic, "kafka_partition", 0L);
    }

    /** {@return the topics of partitions of sinks, sorted} */
    static List<String> of(Collection<Map<String, @Nullable Object>> partitions) {
        return partitions.stream()
                .flatMap(partition -> partition.get(TOPIC) instanceof String topic ? Stream.of(topic) : Stream.empty())
                .distinct()
                .sorted()
                .toList();
    }

    /** {@return topics behind a noun, such as " topics 'a', 'b'"; of many the first ones and how many others} */
    static String inWords(List<String> topics) {
        int others = topics.size() - MOST;
        return (topics.size() == 1 ? " topic " : " topics ")
                + topics.stream().limit(MOST).map(topic -> "'" + topic + "'").collect(Collectors.joining(", "))
                + (others > 0 ? " and " + others + " others" : "");
    }
}
