package io.connectmigrator.offset;

import static java.util.Objects.requireNonNull;

/**
 * Changes an offset on its way to another connector: mostly its partition, because the table, server or file that it names has got
 * another name. {@link OffsetTransforms} has those of known connectors.
 *
 * <p>A transform is called once for every offset, has no side effects, gives the same for the same, and returns an offset that it has
 * nothing to do with as it is. {@link ConnectorOffset#withPartition} and {@link ConnectorOffset#withField} make the changed one.
 */
@FunctionalInterface
public interface OffsetTransform {

    /**
     * Changes an offset.
     *
     * @param offset the offset, which is null if the worker lists the partition without one
     * @return the offset to have instead of it, or the same one
     */
    ConnectorOffset apply(ConnectorOffset offset);

    /**
     * {@return the transform that lets another one change what this one returns}
     *
     * @param next the other one
     */
    default OffsetTransform andThen(OffsetTransform next) {
        requireNonNull(next, "next");
        return offset -> next.apply(apply(offset));
    }
}
