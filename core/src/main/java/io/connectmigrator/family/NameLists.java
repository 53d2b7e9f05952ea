package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lists of regular expressions, of any case, by which a Debezium connector includes and excludes tables, schemas, databases or collections. */
record NameLists(Setting included, Setting excluded) {

    private static final String ANY_CASE = "(?i)";

    /** {@return the lists of a kind of name, such as {@code table}} */
    static NameLists of(String kind) {
        return new NameLists(
                Setting.of(kind + ".include.list", kind + ".whitelist"),
                Setting.of(kind + ".exclude.list", kind + ".blacklist"));
    }

    /** {@return what a config selects by them} */
    Optional<Selection> selection(ConnectorConfig config) {
        return Selection.ofRegexes(config, included, excluded)
                .map(selection -> new Selection(
                        selection.names().stream()
                                .map(name -> name.toLowerCase(Locale.ROOT))
                                .toList(),
                        anyCase(selection.patterns()),
                        anyCase(selection.excluded())));
    }

    private static List<String> anyCase(List<String> regexes) {
        return regexes.stream().map(NameLists::anyCase).toList();
    }

    private static String anyCase(String regex) {
        return RegexText.literal(regex).isPresent() ? regex.toLowerCase(Locale.ROOT) : ANY_CASE + regex;
    }
}
