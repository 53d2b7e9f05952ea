package io.connectmigrator.connect;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.JsonObject;
import java.util.Locale;

/**
 * How a worker says it is doing (Connect 3.9, KIP-1017).
 *
 * @param status whether it is ready
 * @param message the same in its own words
 */
public record WorkerHealth(Status status, String message) {

    /** Whether a worker is ready. */
    public enum Status {
        /** It is ready. */
        HEALTHY,
        /** It is still starting. */
        STARTING,
        /** It is not able to serve requests. */
        UNHEALTHY
    }

    /**
     * Checks that nothing is null.
     *
     * @param status whether it is ready
     * @param message the same in its own words
     */
    public WorkerHealth {
        requireNonNull(status, "status");
        requireNonNull(message, "message");
    }

    static WorkerHealth read(JsonObject json) {
        Status status = switch (json.text("status").toLowerCase(Locale.ROOT)) {
            case "healthy" -> Status.HEALTHY;
            case "starting" -> Status.STARTING;
            default -> Status.UNHEALTHY;
        };
        return new WorkerHealth(status, json.text("message"));
    }
}
