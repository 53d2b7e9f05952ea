package io.connectmigrator.connect;

import io.connectmigrator.internal.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A plugin of a worker.
 *
 * @param className its class
 * @param type its type: {@code source}, {@code sink}, {@code converter} and others
 * @param version its version, or null if it has none
 */
public record Plugin(
        String className, String type, @Nullable String version) {

    static Plugin read(JsonObject json) {
        return new Plugin(
                json.text("class"),
                Optional.ofNullable(json.optionalString("type")).orElse("unknown"),
                json.optionalString("version"));
    }
}
