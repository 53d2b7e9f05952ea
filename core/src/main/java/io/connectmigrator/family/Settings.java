package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

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

    /** {@return the items of a comma-separated list} */
    static List<String> list(String value) {
        return Arrays.stream(value.split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /** {@return a pattern that matches what one of some regular expressions matches; empty if one of them is none} */
    static Optional<Pattern> anyOf(List<String> regexes) {
        try {
            regexes.forEach(Pattern::compile);
            return Optional.of(Pattern.compile(regexes.isEmpty() ? "(?!)" : String.join("|", regexes)));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }
}
