package io.connectmigrator.plan.internal;

import static java.util.Objects.requireNonNull;

import java.util.Collection;

/** Names of connectors: what they must be, and how they are put in sentences. */
public final class Names {

    private Names() {}

    /**
     * {@return the name of a connector that the caller has given}
     *
     * @param argument how the caller's argument is called
     * @throws IllegalArgumentException if it is blank
     */
    public static String requireNotBlank(String name, String argument) {
        if (requireNonNull(name, argument).isBlank()) {
            throw new IllegalArgumentException(argument + " must have the name of a connector, was blank");
        }
        return name;
    }

    /** {@return «connector a», or «connectors a, b»} */
    public static String connectors(Collection<String> names) {
        return (names.size() == 1 ? "connector " : "connectors ") + String.join(", ", names);
    }
}
