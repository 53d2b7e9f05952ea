package io.connectmigrator.plan.internal;

import java.util.Collection;

/** Names in sentences. */
public final class Names {

    private Names() {}

    /** {@return «connector a», or «connectors a, b»} */
    public static String connectors(Collection<String> names) {
        return (names.size() == 1 ? "connector " : "connectors ") + String.join(", ", names);
    }
}
