package io.connectmigrator.connect;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of a connector and of its tasks. Workers exchange states through a topic, so they may be slightly out of date.
 *
 * @param name the connector's name
 * @param state the state of the connector itself
 * @param workerId the worker that runs it, empty if none was named
 * @param trace the stack trace of its failure, or null; may hold values of the config
 * @param tasks the states of its tasks
 * @param type whether it is a source or a sink
 */
public record ConnectorStatus(
        String name,
        ConnectorState state,
        String workerId,
        @Nullable String trace,
        List<TaskStatus> tasks,
        ConnectorType type) {

    /**
     * Copies the list.
     *
     * @param name the connector's name
     * @param state the state of the connector itself
     * @param workerId the worker that runs it, empty if none was named
     * @param trace the stack trace of its failure, or null; may hold values of the config
     * @param tasks the states of its tasks
     * @param type whether it is a source or a sink
     */
    public ConnectorStatus {
        requireNonNull(name, "name");
        requireNonNull(state, "state");
        requireNonNull(workerId, "workerId");
        tasks = List.copyOf(tasks);
        requireNonNull(type, "type");
    }

    static ConnectorStatus read(JsonObject json) {
        JsonObject connector = json.object("connector");
        return new ConnectorStatus(
                json.string("name"),
                ConnectorState.parse(connector.text("state")),
                connector.text("worker_id"),
                connector.optionalString("trace"),
                TaskStatus.readAll(json.optionalList("tasks")),
                ConnectorType.parse(json.optionalString("type")));
    }

    static ConnectorStatus unknown(ConnectorInfo info) {
        return new ConnectorStatus(info.name(), ConnectorState.UNKNOWN, "", null, List.of(), info.type());
    }

    /** {@return name, state and tasks; never a trace} */
    @Override
    public String toString() {
        return name + " " + state + (workerId.isEmpty() ? "" : " on " + workerId) + ", tasks " + tasks;
    }
}
