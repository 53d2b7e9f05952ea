package io.connectmigrator.connect;

import io.connectmigrator.internal.JsonObject;

/**
 * A task with its config.
 *
 * @param id its number
 * @param config its config
 */
public record TaskInfo(int id, ConnectorConfig config) {

    static TaskInfo read(JsonObject json) {
        return new TaskInfo(
                Math.toIntExact(json.object("id").integer("task")),
                json.optionalObject("config").map(ConnectorConfig::read).orElse(ConnectorConfig.empty()));
    }
}
