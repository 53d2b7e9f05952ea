package io.connectmigrator.offset;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A connector as the owner of offsets, with what tells where they are: a config may name an offset topic or a consumer group
 * for the connector alone. The connector need not exist.
 *
 * @param connector the connector's name
 * @param kind whether it is a source or a sink, or null if that is not known
 * @param config its config, with placeholders unresolved; empty if it is not known
 */
public record OffsetOwner(String connector, @Nullable Kind kind, Map<String, String> config) {

    /** Whether a connector copies into Kafka or out of it. */
    public enum Kind {
        /** It copies into Kafka; the connector defines its offsets, which are in a topic of the Connect cluster. */
        SOURCE,
        /** It copies out of Kafka; its offsets are those of a consumer group. */
        SINK
    }

    /**
     * Copies the config.
     *
     * @param connector the connector's name
     * @param kind whether it is a source or a sink, or null
     * @param config its config
     */
    public OffsetOwner {
        requireNonNull(connector, "connector");
        config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
    }

    /**
     * {@return a connector whose type and config are not known}
     *
     * @param connector the connector's name
     */
    public static OffsetOwner named(String connector) {
        return new OffsetOwner(connector, null, Map.of());
    }

    /**
     * {@return a source connector}
     *
     * @param connector the connector's name
     * @param config its config
     */
    public static OffsetOwner source(String connector, Map<String, String> config) {
        return new OffsetOwner(connector, Kind.SOURCE, config);
    }

    /**
     * {@return a sink connector}
     *
     * @param connector the connector's name
     * @param config its config
     */
    public static OffsetOwner sink(String connector, Map<String, String> config) {
        return new OffsetOwner(connector, Kind.SINK, config);
    }

    /**
     * {@return a predicate for the topics that a sink reads, by its {@code topics} or {@code topics.regex}; empty if its config
     * has neither, both or a placeholder there}
     */
    public Optional<Predicate<String>> topicsRead() {
        String names = config.getOrDefault("topics", "");
        String regex = config.getOrDefault("topics.regex", "");
        boolean tells = names.isBlank() != regex.isBlank() && !names.contains("${") && !regex.contains("${");
        if (!tells) {
            return Optional.empty();
        }
        if (regex.isBlank()) {
            Set<String> topics =
                    Arrays.stream(names.split(",", -1)).map(String::strip).collect(Collectors.toSet());
            return Optional.of(topics::contains);
        }
        try {
            return Optional.of(Pattern.compile(regex).asMatchPredicate());
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    /**
     * {@return those of some offsets that belong to this connector} Several sinks may share a consumer group: the offsets of a
     * sink are those of the topics that it reads. All others, and all if the config does not tell the topics, are returned.
     *
     * @param listed offsets as they were listed for the connector
     */
    public OffsetSnapshot ownAmong(OffsetSnapshot listed) {
        return topicsRead()
                .filter(read -> kind == Kind.SINK)
                .map(read -> listed.filter(
                        offset -> read.test(String.valueOf(offset.partition().get("kafka_topic")))))
                .orElse(listed);
    }

    /** {@return the connector's name; never its config, which may hold secrets} */
    @Override
    public String toString() {
        return connector;
    }
}
