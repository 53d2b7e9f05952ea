package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Parses values of configs. */
final class Settings {

    private Settings() {}

    /** {@return a duration that a config has in milliseconds; the default if it has none, or no number} */
    static Duration millis(ConnectorConfig config, String key, Duration defaultValue) {
        return number(config.getOrDefault(key, "").strip())
                .map(Duration::ofMillis)
                .orElse(defaultValue);
    }

    /** {@return the number that a value is; empty if it is none} */
    static Optional<Long> number(String value) {
        try {
            return Optional.of(Long.parseLong(value));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** {@return the items of a comma-separated list} */
    static List<String> list(String value) {
        return Arrays.stream(value.split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /** {@return a pattern that matches if any of the regular expressions does; empty if one of them is not valid} */
    static Optional<Pattern> anyOf(List<String> regexes) {
        try {
            regexes.forEach(Pattern::compile);
            return Optional.of(Pattern.compile(regexes.isEmpty() ? "(?!)" : String.join("|", regexes)));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    /** {@return whether any of the regular expressions matches a name, as {@link #anyOf} of them does; empty if one of them is not valid} */
    static Optional<Boolean> anyMatches(List<String> regexes, String name) {
        if (regexes.stream().anyMatch(RegexText::hasFlags)) {
            return anyOf(regexes).map(pattern -> pattern.matcher(name).matches());
        }
        List<String> others =
                regexes.stream().filter(regex -> !RegexText.isName(regex)).toList();
        boolean isNamed = RegexText.isName(name) && regexes.contains(name);
        return anyOf(others).map(pattern -> isNamed || pattern.matcher(name).matches());
    }
}
