package io.connectmigrator.connect;

import io.connectmigrator.internal.JsonObject;
import java.util.Locale;

/**
 * The health of a worker, as it reports it (Connect 3.9, KIP-1017).
 *
 * @param status whether it is ready
 * @param message its explanation
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

    static WorkerHealth read(JsonObject json) {
        Status status = switch (json.text("status").toLowerCase(Locale.ROOT)) {
            case "healthy" -> Status.HEALTHY;
            case "starting" -> Status.STARTING;
            default -> Status.UNHEALTHY;
        };
        return new WorkerHealth(status, json.text("message"));
    }
}
