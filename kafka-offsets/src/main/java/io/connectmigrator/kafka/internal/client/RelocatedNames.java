package io.connectmigrator.kafka.internal.client;

import org.apache.kafka.clients.CommonClientConfigs;

/**
 * Replaces the names of Kafka's classes in properties such as {@code sasl.jaas.config}. Callers write the documented names, and in
 * a jar that contains Kafka's clients these classes are relocated to another package.
 */
final class RelocatedNames {

    /** Joined from parts, because relocation also rewrites string constants that look like a package. */
    private static final String DOCUMENTED_PREFIX = String.join(".", "org", "apache", "kafka", "");

    private static final String ACTUAL_PREFIX = actualPrefix();

    private RelocatedNames() {}

    /** {@return the value with the actual names of Kafka's classes} */
    static Object resolved(Object value) {
        return value instanceof String text ? text.replace(DOCUMENTED_PREFIX, ACTUAL_PREFIX) : value;
    }

    private static String actualPrefix() {
        String known = CommonClientConfigs.class.getName();
        return known.substring(0, known.length() - "clients.CommonClientConfigs".length());
    }
}
