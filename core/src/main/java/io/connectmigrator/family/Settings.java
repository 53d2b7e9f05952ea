package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import java.time.Duration;

/** Values of a config, read as what they are. */
final class Settings {

    private Settings() {}

    /** {@return a time that a config gives in milliseconds; the default if it does not, or not as a number} */
    static Duration millis(ConnectorConfig config, String key, Duration defaultValue) {
        try {
            return Duration.ofMillis(Long.parseLong(config.getOrDefault(key, "").strip()));
        } catch (NumberFormatException e) {
            return defaultValue;
        }
    }
}
