package io.connectmigrator.family;

import java.util.Set;

/** Compares names of connector classes as Connect does. */
final class ClassNames {

    private static final String CONNECTOR = "Connector";

    private ClassNames() {}

    static boolean anyHasName(Set<String> classNames, String name) {
        return classNames.stream().anyMatch(className -> hasName(className, name));
    }

    private static boolean hasName(String className, String name) {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        return name.equals(className) || name.equals(simple) || (name + CONNECTOR).equals(simple);
    }
}
