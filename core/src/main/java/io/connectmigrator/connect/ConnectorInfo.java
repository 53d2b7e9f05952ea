package io.connectmigrator.connect;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.JsonObject;
import io.connectmigrator.offset.OffsetOwner;
import java.util.List;

/**
 * A connector as it was configured.
 *
 * @param name its name
 * @param config its config, as the worker keeps it: with the name in it, and with placeholders of config providers
 *     unresolved
 * @param tasks the ids of its tasks; none right after its creation and while it is stopped
 * @param type whether it is a source or a sink
 */
public record ConnectorInfo(String name, ConnectorConfig config, List<Integer> tasks, ConnectorType type) {

    /**
     * Copies the list.
     *
     * @param name its name
     * @param config its config, as the worker keeps it: with the name in it, and with placeholders of config providers unresolved
     * @param tasks the ids of its tasks; none right after its creation and while it is stopped
     * @param type whether it is a source or a sink
     */
    public ConnectorInfo {
        requireNonNull(name, "name");
        requireNonNull(config, "config");
        tasks = List.copyOf(tasks);
        requireNonNull(type, "type");
    }

    /** {@return the connector as the owner of its offsets} */
    public OffsetOwner offsetOwner() {
        return type.offsetOwner(name, config);
    }

    static ConnectorInfo read(JsonObject json) {
        return new ConnectorInfo(
                json.string("name"),
                ConnectorConfig.read(json.object("config")),
                json.objects("tasks").stream()
                        .map(task -> Math.toIntExact(task.integer("task")))
                        .toList(),
                ConnectorType.parse(json.optionalString("type")));
    }
}
