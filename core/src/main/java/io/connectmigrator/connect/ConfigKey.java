package io.connectmigrator.connect;

import io.connectmigrator.internal.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * One key of the config of a plugin.
 *
 * @param name the key
 * @param type the type of its value, such as {@code STRING} or {@code PASSWORD}
 * @param required whether a config must have it
 * @param defaultValue its value where a config does not have it, or null if it has none
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
