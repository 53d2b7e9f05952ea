package io.connectmigrator.kafka.internal.client;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;

/** Looks up the configuration of topics and brokers, with defaults and without what brokers keep secret. */
public final class Configurations {

    private final KafkaCluster cluster;

    public Configurations(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    /** {@return the configuration of those of the topics that exist, by name} */
    public Map<String, Map<String, String>> ofTopics(String tried, Set<String> topics) {
        Set<ConfigResource> resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .collect(Collectors.toSet());
        Map<String, Map<String, String>> found = new HashMap<>();
        AdminFutures.existing(
                        topic -> tried + ", asking for the configuration of topic " + topic.name(),
                        answers(resources),
                        ExistingTopics.ABSENT)
                .forEach((topic, config) -> found.put(topic.name(), values(config)));
        return found;
    }

    /** {@return the configuration of the first broker} */
    public Map<String, String> ofBroker(String tried) {
        return AdminFutures.await(tried, cluster.admin().describeCluster().nodes()).stream()
                .min(Comparator.comparingInt(Node::id))
                .map(broker -> ofBroker(tried, broker))
                .orElse(Map.of());
    }

    private Map<String, String> ofBroker(String tried, Node broker) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.BROKER, broker.idString());
        Map<String, String> config = new HashMap<>();
        answers(Set.of(resource)).values().forEach(answer -> config.putAll(values(AdminFutures.await(tried, answer))));
        return config;
    }

    private Map<ConfigResource, KafkaFuture<Config>> answers(Collection<ConfigResource> resources) {
        return cluster.admin().describeConfigs(resources).values();
    }

    private static Map<String, String> values(Config config) {
        return config.entries().stream()
                .filter(entry -> !entry.isSensitive() && entry.value() != null)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }
}
