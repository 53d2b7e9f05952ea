package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which tables a JDBC source reads. Lists of names have tables with or without their schema; lists of regular expressions, with it. */
final class JdbcTables {

    private static final Setting INCLUDED = Setting.of("table.include.list");
    private static final Setting EXCLUDED = Setting.of("table.exclude.list");
    private static final Setting LISTED = Setting.of("table.whitelist");
    private static final Setting UNLISTED = Setting.of("table.blacklist");
    private static final Setting TIMESTAMP_COLUMNS = Setting.of("timestamp.columns.mapping");
    private static final Setting INCREMENTING_COLUMN = Setting.of("incrementing.column.mapping");
    private static final Pattern QUOTES = Pattern.compile("[\"`\\[\\]]");

    private JdbcTables() {}

    static Optional<Selection> selection(ConnectorConfig config) {
        if (INCLUDED.isSet(config) || EXCLUDED.isSet(config)) {
            return Selection.ofRegexes(config, INCLUDED, EXCLUDED);
        }
        Optional<List<String>> excluded = UNLISTED.known(config).map(JdbcTables::names);
        if (excluded.isEmpty()) {
            return Optional.empty();
        }
        Optional<Selection> included = LISTED.isSet(config)
                ? LISTED.known(config).map(list -> Selection.ofNames(names(list)))
                : Selection.ofRegexes(List.of(), List.of());
        return included.map(selection -> selection.qualified().without(excluded.get()));
    }

    private static List<String> names(String list) {
        return Settings.list(list).stream()
                .map(name -> QUOTES.matcher(name).replaceAll(""))
                .toList();
    }

    /** {@return a table without its schema} */
    static String unqualified(String table) {
        return table.substring(table.lastIndexOf('.') + 1);
    }

    /** Names and regular expressions are different settings, which are not united. */
    static ConfigUnion union(Collection<ConnectorConfig> configs) {
        boolean haveRegexes = configs.stream().anyMatch(config -> INCLUDED.isSet(config) || EXCLUDED.isSet(config));
        boolean haveNames = configs.stream().anyMatch(config -> LISTED.isSet(config) || UNLISTED.isSet(config));
        if (haveRegexes && haveNames) {
            return ConfigUnion.ofEqual();
        }
        ConfigUnion union = haveRegexes
                ? ConfigUnion.ofEqual()
                        .with(UnitedList.ofRegexes(INCLUDED), new ExcludedNames(EXCLUDED, true, JdbcTables::selection))
                : ConfigUnion.ofEqual()
                        .with(UnitedList.ofNames(LISTED), new ExcludedNames(UNLISTED, false, JdbcTables::selection));
        return union.with(
                new TableMappings(TIMESTAMP_COLUMNS, JdbcTables::selection),
                new TableMappings(INCREMENTING_COLUMN, JdbcTables::selection));
    }
}
