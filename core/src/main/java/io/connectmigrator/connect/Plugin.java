package io.connectmigrator.connect;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A plugin that a worker has.
 *
 * @param className its class
 * @param type what it is: {@code source}, {@code sink}, {@code converter} and others
 * @param version its version, or null if it has none
 */
public record Plugin(
        String className, String type, @Nullable String version) {

    /**
     * Checks that the required parts are there.
     *
     * @param className its class
     * @param type what it is: {@code source}, {@code sink}, {@code converter} and others
     * @param version its version, or null if it has none
     */
    public Plugin {
        requireNonNull(className, "className");
        requireNonNull(type, "type");
    }

    static Plugin read(JsonObject json) {
        return new Plugin(
                json.text("class"),
                Optional.ofNullable(json.optionalString("type")).orElse("unknown"),
                json.optionalString("version"));
    }
}
