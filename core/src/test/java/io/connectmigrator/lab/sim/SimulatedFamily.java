package io.connectmigrator.lab.sim;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.family.ConnectorFamily;
import io.connectmigrator.offset.OffsetOrder;
import java.util.Optional;
import java.util.Set;

/** The sources of the simulation, the order of whose offsets is known. */
final class SimulatedFamily implements ConnectorFamily {

    @Override
    public String name() {
        return "simulated source";
    }

    @Override
    public Set<String> classNames() {
        return Set.of("SimulatedSource");
    }

    @Override
    public Optional<OffsetOrder> offsetOrder(ConnectorConfig config) {
        return Optional.of(OffsetOrder.byNumber("sequence"));
    }
}
