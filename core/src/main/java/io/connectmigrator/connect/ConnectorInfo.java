package io.connectmigrator.connect;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.JsonObject;
import io.connectmigrator.offset.OffsetOwner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connector with its config and tasks.
 *
 * @param name its name
 * @param config its config as the worker keeps it, including the name, with placeholders of config providers unresolved
 * @param tasks the ids of its tasks; none right after its creation and while it is stopped
 * @param type whether it is a source or a sink
 */
public record ConnectorInfo(String name, ConnectorConfig config, List<Integer> tasks, ConnectorType type) {

    /**
     * Copies the list.
     *
     * @param name its name
     * @param config its config
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
                taskIds(json.optionalList("tasks")),
                ConnectorType.parse(json.optionalString("type")));
    }

    /** {@return the ids of the tasks; the index of one whose id cannot be read} */
    private static List<Integer> taskIds(List<@Nullable Object> tasks) {
        List<Integer> ids = new ArrayList<>();
        for (Object task : tasks) {
            long index = ids.size();
            long id = task instanceof Map<?, ?>
                    ? JsonObject.of(task, "tasks[]").optionalInteger("task").orElse(index)
                    : index;
            ids.add(Math.toIntExact(id));
        }
        return ids;
    }
}
