package io.connectmigrator.connect;

/**
 * A connector with its config and its status.
 *
 * @param info its config, tasks and type
 * @param status its state and that of its tasks
 */
public record ConnectorDescription(ConnectorInfo info, ConnectorStatus status) {

    /** {@return the connector's name} */
    public String name() {
        return info.name();
    }

    /** {@return the connector's config} */
    public ConnectorConfig config() {
        return info.config();
    }
}
