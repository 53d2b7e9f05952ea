package io.connectmigrator.plan;

import io.connectmigrator.offset.ConnectorOffset;

/** Says what is different in the offsets of a connector on the target. */
@FunctionalInterface
public interface OffsetFunction {

    /**
     * {@return the offset that the target is given} Must not return null; what it does not change, it returns as it is. It has no side
     * effects and gives the same for the same, since it is called several times about each offset, by a thread of the caller or of the
     * migrator. {@link io.connectmigrator.offset.OffsetTransforms} has those of known connectors.
     *
     * @param connector the connector's name on the source
     * @param offset an offset that it has there
     */
    ConnectorOffset apply(String connector, ConnectorOffset offset);
}
