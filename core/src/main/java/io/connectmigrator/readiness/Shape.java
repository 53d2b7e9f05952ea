package io.connectmigrator.readiness;

import static java.util.Objects.requireNonNull;

/**
 * What connectors have in common so that a test of one of them tells about the others.
 *
 * @param connectorClass the class of the connector
 * @param sourceVersion the version of the plugin on the source, or {@code undefined}
 * @param targetVersion the version of the plugin on the target, {@code undefined}, or {@code absent} if it is not there
 * @param from the name of the source cluster
 * @param to the name of the target cluster
 * @param transport what reads and writes the offsets, such as {@code REST, REST}
 * @param renamed whether the connector gets another name on the target
 * @param offsets what the plan does to the offsets on their way, such as {@code transformed}; empty if they move as they are
 */
public record Shape(
        String connectorClass,
        String sourceVersion,
        String targetVersion,
        String from,
        String to,
        String transport,
        boolean renamed,
        String offsets) {

    /**
     * Checks that every part is there.
     *
     * @param connectorClass the class of the connector
     * @param sourceVersion the version of the plugin on the source
     * @param targetVersion the version of the plugin on the target
     * @param from the name of the source cluster
     * @param to the name of the target cluster
     * @param transport what reads and writes the offsets
     * @param renamed whether the connector gets another name
     * @param offsets what the plan does to the offsets
     */
    public Shape {
        requireNonNull(connectorClass, "connectorClass");
        requireNonNull(sourceVersion, "sourceVersion");
        requireNonNull(targetVersion, "targetVersion");
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        requireNonNull(transport, "transport");
        requireNonNull(offsets, "offsets");
    }

    /** {@return the shape on one line} */
    @Override
    public String toString() {
        return connectorClass + " " + sourceVersion + " to " + targetVersion + ", " + from + " to " + to + ", "
                + transport + (renamed ? ", renamed" : "") + (offsets.isEmpty() ? "" : ", offsets " + offsets);
    }
}
