package io.connectmigrator.connect;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.JsonObject;
import io.connectmigrator.offset.OffsetOwner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
                taskIds(json.optionalList("tasks")),
                ConnectorType.parse(json.optionalString("type")));
    }

    /** {@return the numbers of the tasks} One that is not readable has that of its place. */
    private static List<Integer> taskIds(List<@Nullable Object> tasks) {
        List<Integer> ids = new ArrayList<>();
        for (Object task : tasks) {
            long place = ids.size();
            long id = task instanceof Map<?, ?>
                    ? JsonObject.of(task, "tasks[]").optionalInteger("task").orElse(place)
                    : place;
            ids.add(Math.toIntExact(id));
        }
        return ids;
    }
}
