package io.connectmigrator.examples.referential;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.InvalidConfigException;
import io.connectmigrator.examples.referential.Connector.Phase;
import io.micronaut.context.annotation.Value;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop that brings the workers to what the store says. It keeps away from connectors that are moving: those are the
 * migrator's.
 */
@Singleton
class Deployer {

    private static final Logger LOGGER = LoggerFactory.getLogger(Deployer.class);

    private final Connectors connectors;
    private final ConnectClusters clusters;
    private final boolean recreatesMissing;

    Deployer(
            Connectors connectors,
            ConnectClusters clusters,
            @Value("${referential.recreate-missing:false}") boolean recreatesMissing) {
        this.connectors = connectors;
        this.clusters = clusters;
        this.recreatesMissing = recreatesMissing;
    }

    @Scheduled(fixedDelay = "${referential.deploy-interval:1s}", initialDelay = "${referential.deploy-interval:1s}")
    void deployAll() {
        for (Connector connector : connectors.all()) {
            try {
                deploy(connector);
            } catch (RuntimeException e) {
                LOGGER.warn("{} on {} is tried again", connector.name(), connector.connectCluster(), e);
            }
        }
    }

    private void deploy(Connector connector) {
        if (connector.isMoving()) {
            return;
        }
        ConnectClient cluster = clusters.client(connector.connectCluster());
        switch (connector.phase()) {
            case PENDING -> put(cluster, connector);
            case DELETING -> delete(cluster, connector);
            case DEPLOYED -> markIfMissing(cluster, connector);
            case FAILED -> {}
        }
    }

    private void put(ConnectClient cluster, Connector connector) {
        try {
            cluster.putConfig(connector.name(), ConnectorConfig.of(connector.config()));
            replace(connector, connector.phase(Phase.DEPLOYED, null));
        } catch (InvalidConfigException e) {
            replace(connector, connector.phase(Phase.FAILED, e.getMessage()));
        }
    }

    private void delete(ConnectClient cluster, Connector connector) {
        if (cluster.findConnector(connector.name()).isPresent()) {
            cluster.deleteConnector(connector.name());
        }
        connectors.changeIfThere(connector.name(), now -> now.equals(connector) ? null : now);
    }

    /** Deploys it at the next turn: no migration of what is pending can start, so the two cannot overlap. */
    private void markIfMissing(ConnectClient cluster, Connector connector) {
        if (recreatesMissing && cluster.findConnector(connector.name()).isEmpty()) {
            replace(connector, connector.phase(Phase.PENDING, null));
        }
    }

    /** What was changed in the meantime stays as it is, above all the cluster. */
    private void replace(Connector before, Connector after) {
        connectors.changeIfThere(before.name(), now -> now.equals(before) ? after : now);
    }
}
