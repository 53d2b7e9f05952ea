package io.connectmigrator.kafka.internal.client;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * The properties of the clients of a Kafka cluster. They may contain passwords, so {@link #toString} returns only the bootstrap
 * servers.
 */
public record ClientSettings(Map<String, Object> consumer, Map<String, Object> producer, Map<String, Object> admin) {

    public ClientSettings {
        consumer = copy(consumer);
        producer = copy(producer);
        admin = copy(admin);
    }

    /** {@return settings with the same properties for every client} */
    public static ClientSettings of(String bootstrapServers, Map<String, ?> properties) {
        Map<String, Object> all =
                with(properties, Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        return new ClientSettings(all, all, all);
    }

    /** {@return these settings with some of them replaced, for every client} */
    public ClientSettings with(Map<String, ?> properties) {
        return new ClientSettings(with(consumer, properties), with(producer, properties), with(admin, properties));
    }

    public String bootstrapServers() {
        return String.valueOf(producer.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
    }

    /** {@return the bootstrap servers as a set, as a worker compares them} */
    public Set<String> bootstrapServerSet() {
        return addresses(bootstrapServers());
    }

    public static Set<String> addresses(String bootstrapServers) {
        return Arrays.stream(bootstrapServers.split(",")).map(String::strip).collect(Collectors.toSet());
    }

    public static Map<String, Object> with(Map<String, ?> properties, Map<String, ?> more) {
        Map<String, Object> all = new HashMap<>(properties);
        all.putAll(more);
        return all;
    }

    private static Map<String, Object> copy(Map<String, Object> properties) {
        Map<String, Object> copy = new LinkedHashMap<>(properties);
        copy.replaceAll((key, value) -> RelocatedNames.resolved(value));
        return Collections.unmodifiableMap(copy);
    }

    @Override
    public String toString() {
        return bootstrapServers();
    }
}
