package io.connectmigrator.kafka.internal.worker;

import io.connectmigrator.kafka.internal.client.ClientSettings;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the configuration of the workers of a Connect cluster.
 *
 * @param clients how to reach their Kafka cluster
 * @param offsetTopic their {@code offset.storage.topic}
 * @param configTopic their {@code config.storage.topic}, or null if it is not read
 * @param statusTopic their {@code status.storage.topic}, or null if it is not read
 * @param groupId their {@code group.id}, or null if it is not known
 * @param exactlyOnce whether {@code exactly.once.source.support} is enabled
 * @param consumerGroupId their {@code consumer.group.id} for all sinks, or null if they have none
 * @param connectorTopics the offset topics of connectors whose configs have placeholders
 * @param timeout how long to wait for brokers
 */
public record WorkerConfig(
        ClientSettings clients,
        String offsetTopic,
        @Nullable String configTopic,
        @Nullable String statusTopic,
        @Nullable String groupId,
        boolean exactlyOnce,
        @Nullable String consumerGroupId,
        Map<String, ConnectorTopic> connectorTopics,
        Duration timeout) {

    /** The offset topic of one connector, and the client properties that differ from those of the workers. */
    public record ConnectorTopic(String topic, Map<String, Object> clientProperties) {

        /** {@return the topic; never the properties, which may hold passwords} */
        @Override
        public String toString() {
            return topic;
        }
    }
}
