package io.connectmigrator.connect;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.JsonObject;
import java.util.Optional;
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
        return new TaskStatus(
                Math.toIntExact(json.integer("id")),
                ConnectorState.parse(json.string("state")),
                Optional.ofNullable(json.optionalString("worker_id")).orElse(""),
                json.optionalString("trace"));
    }

    /** {@return number, state and worker; never the trace} */
    @Override
    public String toString() {
        return "task " + id + " " + state + (workerId.isEmpty() ? "" : " on " + workerId);
    }
}
