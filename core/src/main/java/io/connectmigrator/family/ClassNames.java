package io.connectmigrator.family;

import java.util.Set;

/** The names by which Connect knows a connector class. */
final class ClassNames {

    private static final String CONNECTOR = "Connector";

    private ClassNames() {}

    static boolean anyIsCalled(Set<String> classNames, String name) {
        return classNames.stream().anyMatch(className -> isCalled(className, name));
    }

    private static boolean isCalled(String className, String name) {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        return name.equals(className) || name.equals(simple) || (name + CONNECTOR).equals(simple);
    }
}
