package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import java.util.List;
import java.util.Optional;

/** A setting of a connector: its keys in all versions, the newest first, and its default. */
record Setting(List<String> keys, String defaultValue) {

    private static final String PLACEHOLDER = "${";

    static Setting of(String... keys) {
        return new Setting(List.of(keys), "");
    }

    Setting orDefault(String value) {
        return new Setting(keys, value);
    }

    /** {@return the value in the config, possibly with a placeholder, or the default} */
    String text(ConnectorConfig config) {
        return keys.stream()
                .filter(key -> config.get(key) != null)
                .map(key -> config.getOrDefault(key, "").strip())
                .findFirst()
                .orElse(defaultValue);
    }

    /** {@return the value; empty if it has a placeholder} */
    Optional<String> known(ConnectorConfig config) {
        return Optional.of(text(config)).filter(text -> !text.contains(PLACEHOLDER));
    }

    boolean isSet(ConnectorConfig config) {
        return !text(config).isEmpty();
    }
}
