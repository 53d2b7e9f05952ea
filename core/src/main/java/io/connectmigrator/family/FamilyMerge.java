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
 * A merge of connectors that a {@link ConnectorFamily} examines. The values of the configs may be secrets, and must not be in a problem. If
 * sinks come to another Kafka cluster at the same time, {@code members} and {@code offsets} have the names that their topics have there.
 *
 * @param connector the name of the connector into which the members are merged
 * @param config the config that it gets
 * @param members the configs of the members on the source by name, in the order of the plan
 * @param offsets the offsets of each member as the plan gives them to the merged connector; without the members whose offsets are not
 *     known
 * @param topics the topics of the Kafka cluster that they read, if they are sinks of which one has a regular expression; empty if they are
 *     others, or the topics could not be looked up
 */
public record FamilyMerge(
        String connector,
        ConnectorConfig config,
        Map<String, ConnectorConfig> members,
        Map<String, OffsetSnapshot> offsets,
        Optional<Set<String>> topics) {

    /**
     * Copies the maps, and keeps their order.
     *
     * @param connector the name of the connector into which the members are merged
     * @param config the config that it gets
     * @param members the configs of the members by name
     * @param offsets the offsets of the members by name
     * @param topics the topics of the Kafka cluster, if they are known
     */
    public FamilyMerge {
        requireNonNull(connector, "connector");
        requireNonNull(config, "config");
        topics = topics.map(Set::copyOf);
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        offsets = Collections.unmodifiableMap(new LinkedHashMap<>(offsets));
    }

    /**
     * The same without topics; for tests.
     *
     * @param connector the name of the one connector
     * @param config its config
     * @param members the configs of the members by name
     * @param offsets the offsets
     */
    public FamilyMerge(
            String connector,
            ConnectorConfig config,
            Map<String, ConnectorConfig> members,
            Map<String, OffsetSnapshot> offsets) {
        this(connector, config, members, offsets, Optional.empty());
    }

    /** {@return names and offsets; never a value of a config} */
    @Override
    public String toString() {
        return "merge of " + members.keySet() + " into '" + connector + "', " + offsets;
    }
}
