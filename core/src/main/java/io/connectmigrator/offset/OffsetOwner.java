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
 * A connector whose offsets are meant, and what is known of it that says where they are: a connector may keep its offsets
 * in a topic or a consumer group of its own. It need not exist yet.
 *
 * @param connector the connector's name
 * @param kind whether it is a source or a sink, or null if that is not known
 * @param config its config, with placeholders unresolved; empty if it is not known
 */
public record OffsetOwner(String connector, @Nullable Kind kind, Map<String, String> config) {

    /** Whether a connector copies into Kafka or out of it. */
    public enum Kind {
        /** It copies into Kafka; its offsets are of its own making, in a topic of the Connect cluster. */
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
     * {@return a connector of which only the name is known}
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
     * {@return which topics a sink reads, by its {@code topics} or {@code topics.regex}; empty if its config does not tell, or
     * has a placeholder there, which only the workers can resolve}
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
     * {@return those of some offsets that are the connector's own} A consumer group may be that of several sinks: the offsets of
     * one of them are those in the topics that it reads, as far as its config tells which. Those of others are all their own.
     *
     * @param listed offsets as they were listed for the connector
     */
    public OffsetSnapshot ownAmong(OffsetSnapshot listed) {
        return topicsRead()
                .filter(read -> kind == Kind.SINK)
                .map(read -> listed.where(
                        offset -> read.test(String.valueOf(offset.partition().get("kafka_topic")))))
                .orElse(listed);
    }

    /** {@return the connector's name; never its config, which may hold secrets} */
    @Override
    public String toString() {
        return connector;
    }
}
