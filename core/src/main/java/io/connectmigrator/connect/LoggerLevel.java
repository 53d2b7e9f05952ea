package io.connectmigrator.connect;

import io.connectmigrator.internal.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The level of one logger of a worker.
 *
 * @param level the level, such as {@code INFO}
 * @param lastModified when it was changed since the worker started, or null if it was not or the worker is older than
 *     3.7
 */
public record LoggerLevel(String level, @Nullable Instant lastModified) {

    static LoggerLevel read(JsonObject json) {
        Object modified = json.fields().get("last_modified");
        return new LoggerLevel(
                json.text("level"), modified instanceof Long millis ? Instant.ofEpochMilli(millis) : null);
    }
}
