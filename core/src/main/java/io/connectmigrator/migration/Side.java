package io.connectmigrator.migration;

import io.connectmigrator.connect.ConnectCapabilities;
import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.connect.InitialState;
import io.connectmigrator.offset.OffsetOwner;
import java.util.Optional;
import java.util.function.Supplier;

/** One side of a move: a cluster, what it can do, and the connector as it is or will be there. */
final class Side {

    private final ConnectClient cluster;
    private final String connector;
    private final Supplier<ConnectCapabilities> capabilities;
    private final Supplier<OffsetOwner> owner;
    private final boolean mayBeAbsent;

    Side(
            ConnectClient cluster,
            String connector,
            Supplier<ConnectCapabilities> capabilities,
            Supplier<OffsetOwner> owner) {
        this(cluster, connector, capabilities, owner, false);
    }

    private Side(
            ConnectClient cluster,
            String connector,
            Supplier<ConnectCapabilities> capabilities,
            Supplier<OffsetOwner> owner,
            boolean mayBeAbsent) {
        this.cluster = cluster;
        this.connector = connector;
        this.capabilities = capabilities;
        this.owner = owner;
        this.mayBeAbsent = mayBeAbsent;
    }

    /** {@return the same side, where a connector that is not there counts as one at rest, if its offsets can be read} */
    Side thatMayBeAbsent() {
        return new Side(cluster, connector, capabilities, owner, true);
    }

    ConnectClient cluster() {
        return cluster;
    }

    String connector() {
        return connector;
    }

    ConnectCapabilities capabilities() {
        return capabilities.get();
    }

    SideOffsets offsets() {
        return new SideOffsets(
                cluster, capabilities.get(), owner.get(), () -> find().isPresent(), new OffsetsWritable(this));
    }

    ConnectorStatus status() {
        return cluster.status(connector);
    }

    Optional<ConnectorStatus> findStatus() {
        return cluster.findStatus(connector);
    }

    Optional<ConnectorInfo> find() {
        return cluster.findConnector(connector);
    }

    /** {@return whether there is no such connector, which is in order, but may be offsets of it} */
    boolean isAbsent() {
        return mayBeAbsent && offsets().outliveTheConnector() && find().isEmpty();
    }

    int configuredTasks() {
        return cluster.connector(connector).tasks().size();
    }

    /** {@return how the workers bring the connector to rest} */
    Standstill standstill() {
        return capabilities().listOffsets() ? new StoppedStandstill() : new PausedStandstill();
    }

    void createStopped(ConnectorConfig config) {
        cluster.createConnector(connector, config, InitialState.STOPPED);
    }

    /** Creates the connector, which starts at once. */
    void createRunning(ConnectorConfig config) {
        cluster.createConnector(connector, config);
    }

    void pause() {
        cluster.pause(connector);
    }

    void stop() {
        cluster.stop(connector);
    }

    void restartTask(int task) {
        cluster.restartTask(connector, task);
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

    @Override
    public String toString() {
        return "connector '" + connector + "' on " + cluster.name();
    }
}
