package io.connectmigrator.offset;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Conditions on the partitions of offsets, to divide those of a connector. All are immutable and thread-safe. */
public final class Partitions {

    private static final List<String> TOPIC = List.of("kafka_topic", "topic");

    private Partitions() {}

    /**
     * {@return whether a partition is one of some topics} The topic is the field {@code kafka_topic} of sinks, and
     * {@code "topic"} of MirrorMaker and Replicator.
     *
     * @param topics the names of the topics
     */
    public static Predicate<ConnectorOffset> topics(String... topics) {
        Set<String> names = Set.of(topics);
        return offset -> topicOf(offset).anyMatch(names::contains);
    }

    /**
     * {@return whether a partition is one of a topic whose whole name matches}
     *
     * @param regex the regular expression
     * @throws java.util.regex.PatternSyntaxException if it is none
     */
    public static Predicate<ConnectorOffset> topicsMatching(String regex) {
        Pattern pattern = Pattern.compile(requireNonNull(regex, "regex"));
        return offset ->
                topicOf(offset).anyMatch(topic -> pattern.matcher(topic).matches());
    }

    /**
     * {@return whether a partition is one of some tables}
     *
     * @param tables the tables as the partitions of a JDBC source have them, such as {@code public.users}
     */
    public static Predicate<ConnectorOffset> tables(String... tables) {
        return fieldIn("table", tables);
    }

    /**
     * {@return whether a field of a partition has one of some values}
     *
     * @param field the name of the field, such as {@code database} of Debezium's SQL Server
     * @param values the values, as text
     */
    public static Predicate<ConnectorOffset> fieldIn(String field, String... values) {
        requireNonNull(field, "field");
        Set<String> wanted = Set.of(values);
        return offset -> text(offset.partition(), field).anyMatch(wanted::contains);
    }

    private static Stream<String> topicOf(ConnectorOffset offset) {
        return TOPIC.stream().flatMap(field -> text(offset.partition(), field)).limit(1);
    }

    private static Stream<String> text(Map<String, ? extends @Nullable Object> partition, String field) {
        return Stream.ofNullable(partition.get(field)).map(String::valueOf);
    }
}
