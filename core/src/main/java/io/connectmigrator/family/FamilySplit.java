package io.connectmigrator.family;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.OffsetSnapshot;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A split or fork of a connector that a {@link ConnectorFamily} examines. The values of the configs may be secrets, and must not be in a
 * problem. If a sink comes to another Kafka cluster at the same time, {@code config} and {@code offsets} have the names that its topics have
 * there.
 *
 * @param connector the name of the connector that is split or forked
 * @param config its config on the source
 * @param offsets its offsets as the plan gives them to the children
 * @param children the configs of the connectors into which it is split or forked by name, in the order of the plan
 * @param isFork whether each child gets all offsets, and not only those of its partitions
 * @param topics the topics of the Kafka cluster that they read, if they are sinks of which one has a regular expression; empty if they are
 *     others, or the topics could not be looked up
 */
public record FamilySplit(
        String connector,
        ConnectorConfig config,
        OffsetSnapshot offsets,
        Map<String, ConnectorConfig> children,
        boolean isFork,
        Optional<Set<String>> topics) {

    /**
     * Copies the map, and keeps its order.
     *
     * @param connector the name of the connector that is split or forked
     * @param config its config on the source
     * @param offsets its offsets
     * @param children the configs of the children by name
     * @param isFork whether each child gets all offsets
     * @param topics the topics of the Kafka cluster, if they are known
     */
    public FamilySplit {
        requireNonNull(connector, "connector");
        requireNonNull(config, "config");
        topics = topics.map(Set::copyOf);
        requireNonNull(offsets, "offsets");
        children = Collections.unmodifiableMap(new LinkedHashMap<>(children));
    }

    /**
     * The same without topics; for tests.
     *
     * @param connector the name of the one connector
     * @param config its config
     * @param offsets the offsets
     * @param children the configs of the children by name
     * @param isFork whether each child gets all offsets
     */
    public FamilySplit(
            String connector,
            ConnectorConfig config,
            OffsetSnapshot offsets,
            Map<String, ConnectorConfig> children,
            boolean isFork) {
        this(connector, config, offsets, children, isFork, Optional.empty());
    }

    /** {@return names and offsets; never a value of a config} */
    @Override
    public String toString() {
        return (isFork ? "fork" : "split") + " of '" + connector + "' into " + children.keySet() + ", " + offsets;
    }
}
