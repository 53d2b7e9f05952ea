package io.connectmigrator.connect;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.JsonObject;

/**
 * A task as the connector configured it.
 *
 * @param id its number
 * @param config its config
 */
public record TaskInfo(int id, ConnectorConfig config) {

    /**
     * Checks that nothing is null.
     *
     * @param id its number
     * @param config its config
     */
    public TaskInfo {
        requireNonNull(config, "config");
    }

    static TaskInfo read(JsonObject json) {
        return new TaskInfo(
                Math.toIntExact(json.object("id").integer("task")),
                json.optionalObject("config").map(ConnectorConfig::read).orElse(ConnectorConfig.empty()));
    }
}
