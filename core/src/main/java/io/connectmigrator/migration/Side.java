package io.connectmigrator.migration;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.connect.InitialState;
import io.connectmigrator.offset.OffsetSnapshot;
import java.util.Optional;

/** One side of a move: a cluster, and the name that the connector has there. */
record Side(ConnectClient cluster, String connector) {

    ConnectorStatus status() {
        return cluster.status(connector);
    }

    Optional<ConnectorStatus> findStatus() {
        return cluster.findStatus(connector);
    }

    Optional<ConnectorInfo> find() {
        return cluster.findConnector(connector);
    }

    int configuredTasks() {
        return cluster.connector(connector).tasks().size();
    }

    void createStopped(ConnectorConfig config) {
        cluster.createConnector(connector, config, InitialState.STOPPED);
    }

    void pause() {
        cluster.pause(connector);
    }

    void stop() {
        cluster.stop(connector);
    }

    /** Asks for a state that a connector may have been in before it was moved. */
    void bringTo(ConnectorState state) {
        switch (state) {
            case RUNNING -> cluster.resume(connector);
            case PAUSED -> cluster.pause(connector);
            case STOPPED -> cluster.stop(connector);
            default -> throw new IllegalArgumentException("a connector cannot be brought to " + state);
        }
    }

    void delete() {
        cluster.deleteConnector(connector);
    }

    OffsetSnapshot offsets() {
        return cluster.restOffsets().listOffsets(connector);
    }

    void alterOffsets(OffsetSnapshot offsets) {
        cluster.restOffsets().alterOffsets(connector, offsets);
    }

    /** Makes the offsets be these and no others. */
    void replaceOffsets(OffsetSnapshot offsets) {
        OffsetSnapshot current = offsets();
        if (current.equals(offsets)) {
            return;
        }
        // Altering merges: partitions that should be gone would stay.
        if (!current.diff(offsets).removed().isEmpty()) {
            cluster.restOffsets().resetOffsets(connector);
        }
        alterOffsets(offsets);
    }

    @Override
    public String toString() {
        return "connector '" + connector + "' on " + cluster.name();
    }
}
