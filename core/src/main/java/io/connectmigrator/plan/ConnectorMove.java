package io.connectmigrator.plan;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which connector moves from where to where, as the functions of a plan are told. Immutable. Holds no config, no offset and no
 * credential. Later versions may tell more.
 */
public final class ConnectorMove {

    private final String connector;
    private final String from;
    private final String target;
    private final String to;
    private final Map<String, String> attributes;

    private ConnectorMove(String connector, String from, String target, String to, Map<String, String> attributes) {
        this.connector = requireNonNull(connector, "connector");
        this.from = requireNonNull(from, "from");
        this.target = requireNonNull(target, "target");
        this.to = requireNonNull(to, "to");
        this.attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /**
     * {@return the move of a connector without attributes} The migrator makes these; it is public so that an application can test its
     * functions and hooks.
     *
     * @param connector the connector's name on the source
     * @param from the name of the source cluster
     * @param target the connector's name on the target
     * @param to the name of the target cluster
     */
    public static ConnectorMove of(String connector, String from, String target, String to) {
        return new ConnectorMove(connector, from, target, to, Map.of());
    }

    /**
     * {@return the same with other attributes}
     *
     * @param all the attributes, in order
     */
    public ConnectorMove withAttributes(Map<String, String> all) {
        return new ConnectorMove(connector, from, target, to, all);
    }

    /** {@return the connector's name on the source} */
    public String connector() {
        return connector;
    }

    /** {@return the name of the source cluster, as its client has it} */
    public String from() {
        return from;
    }

    /** {@return the connector's name on the target; where the plan's {@code rename} is asked for it, its name on the source} */
    public String target() {
        return target;
    }

    /** {@return the name of the target cluster, as its client has it} */
    public String to() {
        return to;
    }

    /** {@return the attributes that the plan gives the connector, in order; unmodifiable} */
    public Map<String, String> attributes() {
        return attributes;
    }

    /** {@return the move on one line} */
    @Override
    public String toString() {
        return connector + " (" + from + ") to " + target + " (" + to + ")";
    }
}
