package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a config selects by name: topics, tables or files. Nothing is known of a config with a placeholder or a malformed regular expression in
 * it.
 *
 * @param names names that it includes
 * @param patterns regular expressions that include others
 * @param excluded regular expressions that exclude
 * @param mayBeQualified whether a name without a dot also stands for names that end with a dot and it, such as those of tables
 */
record Selection(List<String> names, List<String> patterns, List<String> excluded, boolean mayBeQualified) {

    private static final String EVERYTHING = ".*";

    Selection(List<String> names, List<String> patterns, List<String> excluded) {
        this(names, patterns, excluded, false);
    }

    static Selection ofNames(List<String> names) {
        return new Selection(names, List.of(), List.of());
    }

    /** {@return what lists of regular expressions select; a config without a list of what to include, everything} */
    static Optional<Selection> ofRegexes(ConnectorConfig config, Setting included, Setting excluded) {
        Optional<List<String>> include = included.known(config).map(Settings::list);
        Optional<List<String>> exclude = excluded.known(config).map(Settings::list);
        return include.isEmpty() || exclude.isEmpty() ? Optional.empty() : ofRegexes(include.get(), exclude.get());
    }

    /** {@return what regular expressions select; none for inclusion are all} */
    static Optional<Selection> ofRegexes(List<String> included, List<String> excluded) {
        boolean areValid =
                Settings.anyOf(included).isPresent() && Settings.anyOf(excluded).isPresent();
        if (!areValid) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        List<String> patterns = new ArrayList<>(included.isEmpty() ? List.of(EVERYTHING) : List.of());
        included.forEach(regex -> RegexText.literal(regex).ifPresentOrElse(names::add, () -> patterns.add(regex)));
        return Optional.of(new Selection(names, patterns, excluded));
    }

    /** {@return the same without some names} */
    Selection without(List<String> namesExcluded) {
        return new Selection(
                names,
                patterns,
                Stream.concat(excluded.stream(), namesExcluded.stream().map(this::regexOf))
                        .toList(),
                mayBeQualified);
    }

    private String regexOf(String name) {
        return mayBeQualified && !name.contains(".") ? RegexText.qualified(name) : Pattern.quote(name);
    }

    /** {@return the same without what it excludes} */
    Selection withoutExclusions() {
        return new Selection(names, patterns, List.of(), mayBeQualified);
    }

    /** {@return the same, in which a name without a dot also stands for qualified ones} */
    Selection qualified() {
        return new Selection(names, patterns, excluded, true);
    }

    /** {@return whether it selects a name} */
    boolean selects(String name) {
        return (lists(name) || matchesAny(patterns, name)) && !matchesAny(excluded, name);
    }

    private boolean lists(String name) {
        return names.contains(name)
                || (mayBeQualified
                        && names.stream()
                                .anyMatch(other -> name.contains(".") != other.contains(".")
                                        && (name.endsWith("." + other) || other.endsWith("." + name))));
    }

    /** {@return the names that it includes and does not exclude} */
    List<String> selectedNames() {
        return names.stream().filter(this::selects).toList();
    }

    /** {@return whether all that it selects are known names} */
    boolean isListed() {
        return patterns.isEmpty();
    }

    /** {@return whether a regular expression matches something that it selects; empty if that is not known} */
    Optional<Boolean> isHitBy(String regex) {
        Optional<String> literal = RegexText.literal(regex);
        if (selectedNames().stream().anyMatch(name -> RegexText.matches(regex, name))
                || literal.filter(this::selects).isPresent()
                || (patterns.contains(regex) && excluded.isEmpty())) {
            return Optional.of(true);
        }
        return isListed() || literal.isPresent() ? Optional.of(false) : Optional.empty();
    }

    /** {@return whether it selects all that a regular expression matches, as far as that is known} */
    boolean includes(String regex) {
        return RegexText.literal(regex).map(this::selects).orElse(patterns.contains(regex) && excluded.isEmpty());
    }

    /** {@return whether both select the same name; empty if that is not known} */
    Optional<Boolean> overlaps(Selection other) {
        if (selectedNames().stream().anyMatch(other::selects)
                || other.selectedNames().stream().anyMatch(this::selects)
                || (patterns.stream().anyMatch(other.patterns::contains)
                        && excluded.isEmpty()
                        && other.excluded.isEmpty())) {
            return Optional.of(true);
        }
        return isListed() || other.isListed() ? Optional.of(false) : Optional.empty();
    }

    private static boolean matchesAny(List<String> regexes, String name) {
        return regexes.stream().anyMatch(regex -> RegexText.matches(regex, name));
    }
}
