package io.connectmigrator.family;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.OffsetSnapshot;
import java.util.Map;
import java.util.Optional;

/**
 * A move that a {@link ConnectorFamily} examines. The values of the configs may be secrets, and must not be in a problem.
 *
 * @param connector the name of the connector on the source
 * @param targetConnector its name on the target
 * @param sourceConfig its config on the source; placeholders in it are not resolved
 * @param targetConfig its config on the target
 * @param offsets its offsets when they were last read; it may have committed others since
 * @param otherConnectors the configs of the other connectors of the target cluster, by name
 * @param sameKafkaCluster whether both copies read from, or write to, the same Kafka cluster: that of their workers, unless their configs name
 *     brokers; empty if that is not known
 * @param fork whether the connector becomes several, each of which goes on from its position: what they may not share is examined as a
 *     {@link FamilySplit}
 */
public record FamilyMove(
        String connector,
        String targetConnector,
        ConnectorConfig sourceConfig,
        ConnectorConfig targetConfig,
        OffsetSnapshot offsets,
        Map<String, ConnectorConfig> otherConnectors,
        Optional<Boolean> sameKafkaCluster,
        boolean fork) {

    /**
     * Checks that every part is there.
     *
     * @param connector the name of the connector on the source
     * @param targetConnector its name on the target
     * @param sourceConfig its config on the source
     * @param targetConfig its config on the target
     * @param offsets its offsets when they were last read
     * @param otherConnectors the configs of the other connectors of the target cluster
     * @param sameKafkaCluster whether both copies read from, or write to, the same Kafka cluster
     * @param fork whether the connector becomes several, each of which goes on from its position
     */
    public FamilyMove {
        requireNonNull(connector, "connector");
        requireNonNull(targetConnector, "targetConnector");
        requireNonNull(sourceConfig, "sourceConfig");
        requireNonNull(targetConfig, "targetConfig");
        requireNonNull(offsets, "offsets");
        otherConnectors = Map.copyOf(otherConnectors);
        requireNonNull(sameKafkaCluster, "sameKafkaCluster");
    }

    /**
     * A move of one connector to one; for tests.
     *
     * @param connector the name of the connector on the source
     * @param targetConnector its name on the target
     * @param sourceConfig its config on the source
     * @param targetConfig its config on the target
     * @param offsets its offsets when they were last read
     * @param otherConnectors the configs of the other connectors of the target cluster
     * @param sameKafkaCluster whether both copies read from, or write to, the same Kafka cluster
     */
    public FamilyMove(
            String connector,
            String targetConnector,
            ConnectorConfig sourceConfig,
            ConnectorConfig targetConfig,
            OffsetSnapshot offsets,
            Map<String, ConnectorConfig> otherConnectors,
            Optional<Boolean> sameKafkaCluster) {
        this(connector, targetConnector, sourceConfig, targetConfig, offsets, otherConnectors, sameKafkaCluster, false);
    }

    /** {@return whether the connector has another name on the target} */
    public boolean renames() {
        return !connector.equals(targetConnector);
    }

    /** {@return names and offsets; never a value of a config} */
    @Override
    public String toString() {
        return "move of '" + connector + "' to '" + targetConnector + "', " + offsets;
    }
}
