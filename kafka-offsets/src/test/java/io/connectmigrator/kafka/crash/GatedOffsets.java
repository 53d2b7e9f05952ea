package io.connectmigrator.kafka.crash;

import io.connectmigrator.offset.AlterResult;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransport;
import io.connectmigrator.offset.OffsetTransportException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** A transport whose changes pass a gate. */
final class GatedOffsets implements OffsetTransport {

    private final OffsetTransport transport;
    private final String role;
    private final Gate gate;

    /** Takes the name of the cluster in the names of points, such as {@code source}. */
    GatedOffsets(OffsetTransport transport, String role, Gate gate) {
        this.transport = transport;
        this.role = role;
        this.gate = gate;
    }

    @Override
    public AlterResult alterOffsets(OffsetOwner connector, OffsetSnapshot offsets) {
        return change("alterOffsets", () -> transport.alterOffsets(connector, offsets));
    }

    @Override
    public AlterResult resetOffsets(OffsetOwner connector) {
        return change("resetOffsets", () -> transport.resetOffsets(connector));
    }

    @Override
    public Optional<String> fence(OffsetOwner connector) {
        return change("fence", () -> transport.fence(connector));
    }

    private <T> T change(String what, Gate.Action<T, RuntimeException> action) {
        return gate.around(
                what + " in Kafka (" + role + ")",
                action,
                message -> new OffsetTransportException("the broker did not answer: " + message, "Try again", null));
    }

    @Override
    public OffsetSnapshot listOffsets(OffsetOwner connector) {
        return transport.listOffsets(connector);
    }

    @Override
    public OffsetSnapshot peekOffsets(OffsetOwner connector) {
        return transport.peekOffsets(connector);
    }

    @Override
    public void prefetch(Collection<OffsetOwner> connectors) {
        transport.prefetch(connectors);
    }

    @Override
    public String describe(OffsetOwner connector) {
        return transport.describe(connector);
    }

    @Override
    public Optional<String> location(OffsetOwner connector) {
        return transport.location(connector);
    }

    @Override
    public Set<String> clusterIdentity() {
        return transport.clusterIdentity();
    }

    @Override
    public Optional<String> kafkaClusterId() {
        return transport.kafkaClusterId();
    }

    @Override
    public String toString() {
        return transport.toString();
    }
}
