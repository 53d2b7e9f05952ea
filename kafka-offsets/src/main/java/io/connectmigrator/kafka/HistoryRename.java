package io.connectmigrator.kafka;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * New names of servers and databases in a schema history of Debezium. Every record of a history has its source, such as
 * {@code "source":{"server":"dbserver1"}}, which a connector compares with its {@code topic.prefix}; a record of another source is skipped,
 * and the connector does not know its table. Immutable.
 */
public final class HistoryRename {

    private static final HistoryRename NOTHING = new HistoryRename(Map.of());
    private static final String SERVER = "server";
    private static final String DATABASE = "database";

    private final Map<String, Map<String, String>> newNames;

    private HistoryRename(Map<String, Map<String, String>> newNames) {
        this.newNames = newNames;
    }

    /** {@return the one that changes nothing} */
    public static HistoryRename nothing() {
        return NOTHING;
    }

    /**
     * {@return a rename of a server: {@code topic.prefix}, or {@code database.server.name} before Debezium 2}
     *
     * @param from its name in the records
     * @param to its new name
     * @throws IllegalArgumentException if both are the same
     */
    public static HistoryRename server(String from, String to) {
        return NOTHING.and(SERVER, from, to);
    }

    /**
     * {@return a rename of a database of SQL Server, which is in the source of its records}
     *
     * @param from its name in the records
     * @param to its new name, as the server spells it
     * @throws IllegalArgumentException if both are the same
     */
    public static HistoryRename database(String from, String to) {
        return NOTHING.and(DATABASE, from, to);
    }

    /**
     * {@return this and another rename together}
     *
     * @param other the other one
     * @throws IllegalArgumentException if both rename the same server or database
     */
    public HistoryRename and(HistoryRename other) {
        HistoryRename both = this;
        for (Map.Entry<String, Map<String, String>> field : other.newNames.entrySet()) {
            for (Map.Entry<String, String> name : field.getValue().entrySet()) {
                both = both.and(field.getKey(), name.getKey(), name.getValue());
            }
        }
        return both;
    }

    private HistoryRename and(String field, String from, String to) {
        if (requireNonNull(from, "from").equals(requireNonNull(to, "to"))) {
            throw new IllegalArgumentException("the " + field + " '" + from + "' is to be renamed to itself");
        }
        Map<String, Map<String, String>> all = new LinkedHashMap<>(newNames);
        Map<String, String> names = new LinkedHashMap<>(all.getOrDefault(field, Map.of()));
        if (names.putIfAbsent(from, to) != null) {
            throw new IllegalArgumentException("the " + field + " '" + from + "' is to be renamed twice");
        }
        all.put(field, Collections.unmodifiableMap(names));
        return new HistoryRename(Collections.unmodifiableMap(all));
    }

    Map<String, Map<String, String>> newNames() {
        return newNames;
    }

    /** {@return the old and new names} */
    @Override
    public String toString() {
        return newNames.toString();
    }
}
