package io.connectmigrator.lab;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the laboratory chooses for a worker unless a test says otherwise: little of everything, and quick to react. */
final class WorkerProperties {

    private static final String STRINGS = "org.apache.kafka.connect.storage.StringConverter";

    private WorkerProperties() {}

    static Map<String, String> of(String cluster, KafkaVersion version, Broker kafka, String pluginPath) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("bootstrap.servers", kafka.bootstrapServers());
        properties.put("group.id", "lab-" + cluster);
        properties.put("key.converter", STRINGS);
        properties.put("value.converter", STRINGS);
        properties.put("plugin.path", pluginPath);
        if (version.discoversPluginsByManifest()) {
            properties.put("plugin.discovery", "service_load");
        }
        // Tests stop a task about a second after its start. A stop that meets a commit may leave an older offset behind
        // (KAFKA-12226).
        properties.put("offset.flush.interval.ms", "700");
        storage(properties, cluster);
        group(properties);
        return properties;
    }

    private static void storage(Map<String, String> properties, String cluster) {
        properties.put("config.storage.topic", cluster + "-configs");
        properties.put("config.storage.replication.factor", "1");
        properties.put("offset.storage.topic", cluster + "-offsets");
        properties.put("offset.storage.replication.factor", "1");
        properties.put("offset.storage.partitions", "5");
        properties.put("status.storage.topic", cluster + "-status");
        properties.put("status.storage.replication.factor", "1");
        properties.put("status.storage.partitions", "1");
    }

    private static void group(Map<String, String> properties) {
        // members learn of a rebalance by a heartbeat
        properties.put("heartbeat.interval.ms", "500");
        properties.put("session.timeout.ms", "6000");
        properties.put("scheduled.rebalance.max.delay.ms", "0");
        properties.put("consumer.heartbeat.interval.ms", "500");
        properties.put("consumer.session.timeout.ms", "6000");
        // a sink finds a topic that came into being after it
        properties.put("consumer.metadata.max.age.ms", "5000");
    }
}
