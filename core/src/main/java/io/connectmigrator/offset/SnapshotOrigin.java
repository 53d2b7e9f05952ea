package io.connectmigrator.offset;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where and when a snapshot was taken.
 *
 * @param connector the connector's name
 * @param cluster the Connect cluster, by the name or URL that its client was given
 * @param kafkaClusterId the id of the Kafka cluster under it, or null if it is not known
 * @param connectorClass the class of the connector, or null if it is not known
 * @param type {@code source} or {@code sink}, or null if it is not known
 * @param state the state of the connector, such as {@code RUNNING}, or null if it is not known
 * @param takenAt when the offsets were read
 */
public record SnapshotOrigin(
        String connector,
        String cluster,
        @Nullable String kafkaClusterId,
        @Nullable String connectorClass,
        @Nullable String type,
        @Nullable String state,
        Instant takenAt) {

    /**
     * Checks that the required parts are there.
     *
     * @param connector the connector's name
     * @param cluster the Connect cluster
     * @param kafkaClusterId the id of the Kafka cluster under it, or null
     * @param connectorClass the class of the connector, or null
     * @param type {@code source} or {@code sink}, or null
     * @param state the state that the connector was in, or null
     * @param takenAt when the offsets were read
     */
    public SnapshotOrigin {
        requireNonNull(connector, "connector");
        requireNonNull(cluster, "cluster");
        requireNonNull(takenAt, "takenAt");
    }

    @Override
    public String toString() {
        return connector + " on " + cluster + (state == null ? "" : ", " + state) + ", at " + takenAt;
    }
}
