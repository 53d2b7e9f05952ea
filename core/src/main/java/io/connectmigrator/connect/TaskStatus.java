package io.connectmigrator.connect;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of one task.
 *
 * @param id its number
 * @param state its state, written by the task itself as soon as it has reached it
 * @param workerId the worker that runs it, empty if none was named
 * @param trace why it failed, or null if it did not; may hold values of the config
 */
public record TaskStatus(
        int id,
        ConnectorState state,
        String workerId,
        @Nullable String trace) {

    /**
     * Checks that the required parts are there.
     *
     * @param id its number
     * @param state its state, written by the task itself as soon as it has reached it
     * @param workerId the worker that runs it, empty if none was named
     * @param trace why it failed, or null if it did not; may hold values of the config
     */
    public TaskStatus {
        requireNonNull(state, "state");
        requireNonNull(workerId, "workerId");
    }

    static TaskStatus read(JsonObject json) {
        return read(json, Math.toIntExact(json.integer("id")));
    }

    private static TaskStatus read(JsonObject json, int id) {
        return new TaskStatus(
                id, ConnectorState.parse(json.text("state")), json.text("worker_id"), json.optionalString("trace"));
    }

    /** {@return the tasks of a status} What cannot be read is a task as well: one in an unknown state. */
    static List<TaskStatus> readAll(List<@Nullable Object> tasks) {
        List<TaskStatus> read = new ArrayList<>();
        for (Object task : tasks) {
            int place = read.size();
            JsonObject json = JsonObject.of(task instanceof Map<?, ?> ? task : Map.of(), "tasks[]");
            read.add(read(json, Math.toIntExact(json.optionalInteger("id").orElse(place))));
        }
        return read;
    }

    /** {@return number, state and worker; never the trace} */
    @Override
    public String toString() {
        return "task " + id + " " + state + (workerId.isEmpty() ? "" : " on " + workerId);
    }
}
