package io.connectmigrator.connect;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * One key that a plugin can be configured with.
 *
 * @param name the key
 * @param type the type of its value, such as {@code STRING} or {@code PASSWORD}
 * @param required whether it must be there
 * @param defaultValue its value when it is not there, or null if it has none
 * @param importance {@code HIGH}, {@code MEDIUM} or {@code LOW}
 * @param documentation what it is for
 */
public record ConfigKey(
        String name,
        String type,
        boolean required,
        @Nullable String defaultValue,
        String importance,
        String documentation) {

    /**
     * Checks that the required parts are there.
     *
     * @param name the key
     * @param type the type of its value, such as {@code STRING} or {@code PASSWORD}
     * @param required whether it must be there
     * @param defaultValue its value when it is not there, or null if it has none
     * @param importance {@code HIGH}, {@code MEDIUM} or {@code LOW}
     * @param documentation what it is for
     */
    public ConfigKey {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        requireNonNull(importance, "importance");
        requireNonNull(documentation, "documentation");
    }

    static ConfigKey read(JsonObject json) {
        return new ConfigKey(
                json.text("name"),
                json.text("type"),
                json.bool("required"),
                json.optionalString("default_value"),
                json.text("importance"),
                json.text("documentation"));
    }
}
