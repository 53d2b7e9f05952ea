package io.connectmigrator.examples.referential;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connector as the service knows it.
 *
 * @param namespace whose it is
 * @param name its name, the same here and on the workers
 * @param connectCluster the Connect cluster on which it shall be
 * @param config its config; null values are kept, as workers keep them
 * @param phase whether it is there
 * @param message what went wrong, or null
 * @param migration its last migration, or null if it was never moved
 * @param updated when this was last changed
 */
@Serdeable
public record Connector(
        String namespace,
        String name,
        String connectCluster,
        Map<String, @Nullable String> config,
        Phase phase,
        @Nullable String message,
        @Nullable Migration migration,
        Instant updated) {

    /** Whether a connector is where it shall be. */
    public enum Phase {

        /** It is to be deployed. */
        PENDING,

        /** The worker has refused it. */
        FAILED,

        /** It is deployed. */
        DEPLOYED,

        /** It is to be deleted. */
        DELETING
    }

    static Connector pending(
            String namespace, String name, String connectCluster, Map<String, @Nullable String> config) {
        return new Connector(namespace, name, connectCluster, config, Phase.PENDING, null, null, Instant.now());
    }

    boolean isMoving() {
        return migration != null && migration.isUnderWay();
    }

    boolean awaitsVerdict() {
        return migration != null && migration.awaitsVerdict();
    }

    Connector config(Map<String, @Nullable String> newConfig) {
        return new Connector(namespace, name, connectCluster, newConfig, Phase.PENDING, null, migration, Instant.now());
    }

    Connector on(String cluster) {
        return cluster.equals(connectCluster)
                ? this
                : new Connector(namespace, name, cluster, config, phase, message, migration, Instant.now());
    }

    Connector phase(Phase newPhase, @Nullable String newMessage) {
        return new Connector(namespace, name, connectCluster, config, newPhase, newMessage, migration, Instant.now());
    }

    Connector migration(Migration newMigration) {
        return newMigration.equals(migration)
                ? this
                : new Connector(namespace, name, connectCluster, config, phase, message, newMigration, Instant.now());
    }
}
