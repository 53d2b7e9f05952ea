package io.connectmigrator.kafka.internal.client;

import org.apache.kafka.clients.CommonClientConfigs;

/**
 * The names of Kafka's classes in properties, such as {@code sasl.jaas.config}. People write them as Kafka documents them,
 * also where this library is in one jar with Kafka's clients, which has them in another package.
 */
final class RelocatedNames {

    /** In parts: what moves packages into another one changes texts that look like them, too. */
    private static final String DOCUMENTED_PREFIX = String.join(".", "org", "apache", "kafka", "");

    private static final String ACTUAL_PREFIX = actualPrefix();

    private RelocatedNames() {}

    /** {@return the value with the names that Kafka's classes have here} */
    static Object resolved(Object value) {
        return value instanceof String text ? text.replace(DOCUMENTED_PREFIX, ACTUAL_PREFIX) : value;
    }

    private static String actualPrefix() {
        String known = CommonClientConfigs.class.getName();
        return known.substring(0, known.length() - "clients.CommonClientConfigs".length());
    }
}
