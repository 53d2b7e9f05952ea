package io.connectmigrator.migration;

import java.util.Collection;

/** Names in sentences. */
final class Names {

    private Names() {}

    /** {@return «connector a», or «connectors a, b»} */
    static String connectors(Collection<String> names) {
        return (names.size() == 1 ? "connector " : "connectors ") + String.join(", ", names);
    }
}
