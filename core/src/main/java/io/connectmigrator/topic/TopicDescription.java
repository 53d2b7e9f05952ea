package io.connectmigrator.topic;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * What brokers tell of a topic.
 *
 * @param name its name
 * @param partitions how many partitions it has
 * @param replicas the smallest number of replicas of a partition
 * @param inSync the smallest number of replicas of a partition that are in sync
 * @param config its configuration with the defaults of the brokers, by key; what brokers keep secret is not among it
 */
public record TopicDescription(String name, int partitions, int replicas, int inSync, Map<String, String> config) {

    /**
     * Copies the map.
     *
     * @param name its name
     * @param partitions how many partitions it has
     * @param replicas the smallest number of replicas
     * @param inSync the smallest number of replicas in sync
     * @param config its configuration
     */
    public TopicDescription {
        requireNonNull(name, "name");
        config = Map.copyOf(config);
    }
}
