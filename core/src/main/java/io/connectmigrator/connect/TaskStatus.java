package io.connectmigrator.connect;

import io.connectmigrator.internal.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of one task.
 *
 * @param id its number
 * @param state its state, which the task itself reports
 * @param workerId the worker that runs it, empty if none was named
 * @param trace the stack trace of its failure, or null; may hold values of the config
 */
public record TaskStatus(
        int id,
        ConnectorState state,
        String workerId,
        @Nullable String trace) {

    static TaskStatus read(JsonObject json) {
        return read(json, Math.toIntExact(json.integer("id")));
    }

    private static TaskStatus read(JsonObject json, int id) {
        return new TaskStatus(
                id, ConnectorState.parse(json.text("state")), json.text("worker_id"), json.optionalString("trace"));
    }

    /** {@return the tasks of a status; one that cannot be read is in an unknown state} */
    static List<TaskStatus> readAll(List<@Nullable Object> tasks) {
        List<TaskStatus> read = new ArrayList<>();
        for (Object task : tasks) {
            int index = read.size();
            JsonObject json = JsonObject.of(task instanceof Map<?, ?> ? task : Map.of(), "tasks[]");
            read.add(read(json, Math.toIntExact(json.optionalInteger("id").orElse(index))));
        }
        return read;
    }

    /** {@return number, state and worker; never the trace} */
    @Override
    public String toString() {
        return "task " + id + " " + state + (workerId.isEmpty() ? "" : " on " + workerId);
    }
}
