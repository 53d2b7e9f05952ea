package io.connectmigrator.kafka;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.kafka.internal.client.ClientArguments;
import io.connectmigrator.kafka.internal.client.ClientSettings;
import io.connectmigrator.kafka.internal.worker.WorkerConfig;
import io.connectmigrator.kafka.internal.worker.WorkerConfig.ConnectorTopic;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds {@link KafkaOffsets}. Only the {@linkplain #offsetTopic offset topic} is required. The settings of the
 * workers must be those of their own configuration. Not thread-safe.
 */
public final class KafkaOffsetsBuilder {

    private final String bootstrapServers;
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final Map<String, ConnectorTopic> connectorTopics = new LinkedHashMap<>();
    private @Nullable String offsetTopic;
    private @Nullable String configTopic;
    private @Nullable String statusTopic;
    private @Nullable String groupId;
    private @Nullable String consumerGroupId;
    private boolean exactlyOnce;
    private Duration timeout = Duration.ofSeconds(90);

    KafkaOffsetsBuilder(String bootstrapServers) {
        this.bootstrapServers = ClientArguments.requireAddresses(bootstrapServers);
    }

    /**
     * Sets the topic in which the workers keep the offsets of source connectors, their {@code offset.storage.topic}. Required.
     *
     * @param offsetTopic the topic
     * @return this builder
     * @throws IllegalArgumentException if the name is not valid for a topic
     */
    public KafkaOffsetsBuilder offsetTopic(String offsetTopic) {
        this.offsetTopic = ClientArguments.requireTopic(offsetTopic);
        return this;
    }

    /**
     * Sets the topic in which the workers keep the configs of connectors, their {@code config.storage.topic}; by default it is
     * not read. With it, the offsets of a connector of which only the name is known are found even if its config names another
     * topic or group. A {@code ConnectClient} passes the config itself. It also tells whether a connector that has failed was paused.
     *
     * @param configTopic the topic
     * @return this builder
     * @throws IllegalArgumentException if the name is not valid for a topic
     */
    public KafkaOffsetsBuilder configTopic(String configTopic) {
        this.configTopic = ClientArguments.requireTopic(configTopic);
        return this;
    }

    /**
     * Sets the topic in which the workers keep the states of connectors and tasks, their {@code status.storage.topic}; by
     * default it is not read. With it, the offsets of a connector count as {@linkplain KafkaOffsets#fence final} only when each
     * task has written that it has ended, which it does after its last commit. The REST API does not always show that.
     *
     * @param statusTopic the topic
     * @return this builder
     * @throws IllegalArgumentException if the name is not valid for a topic
     */
    public KafkaOffsetsBuilder statusTopic(String statusTopic) {
        this.statusTopic = ClientArguments.requireTopic(statusTopic);
        return this;
    }

    /**
     * Sets the {@code group.id} of the workers, by default unknown. It identifies the Connect cluster, and
     * {@link #exactlyOnce()} needs it.
     *
     * @param groupId the group id
     * @return this builder
     * @throws IllegalArgumentException if it is blank
     */
    public KafkaOffsetsBuilder groupId(String groupId) {
        this.groupId = ClientArguments.requireText(groupId, "the group id of the workers");
        return this;
    }

    /**
     * Declares that {@code exactly.once.source.support} of the workers is {@code enabled}; by default it is not. Then the tasks of
     * a stopped source can be {@linkplain KafkaOffsets#fence fenced}, and the offsets of a source whose producer writes to another
     * Kafka cluster are in that cluster. Requires the {@linkplain #groupId group id}.
     *
     * @return this builder
     */
    public KafkaOffsetsBuilder exactlyOnce() {
        this.exactlyOnce = true;
        return this;
    }

    /**
     * Sets the consumer group that all sinks share, {@code consumer.group.id} of the workers; by default there is none, and each
     * sink has the group {@code connect-} and its name, unless its config says otherwise. In both cases, only
     * commits in the topics that the config of a sink names are listed and deleted.
     *
     * @param consumerGroupId the group id
     * @return this builder
     * @throws IllegalArgumentException if it is blank
     */
    public KafkaOffsetsBuilder consumerGroupId(String consumerGroupId) {
        this.consumerGroupId = ClientArguments.requireText(consumerGroupId, "the group id of the sinks");
        return this;
    }

    /**
     * Sets the offset topic of one source, its {@code offsets.storage.topic}. By default it is read from the config of the source; this
     * is for a config with placeholders, which only its workers can resolve. A second call for the same connector replaces it.
     *
     * @param connector the connector's name
     * @param topic the topic, in the Kafka cluster of the workers
     * @return this builder
     * @throws IllegalArgumentException if the name is not valid for a topic
     */
    public KafkaOffsetsBuilder connectorTopic(String connector, String topic) {
        return connectorTopic(connector, topic, Map.of());
    }

    /**
     * Sets the offset topic of one source that needs other client properties. A second call for the same connector replaces it.
     *
     * @param connector the connector's name
     * @param topic the topic
     * @param clientProperties what differs from the {@linkplain #property properties} for all topics, such as
     *     {@code bootstrap.servers} of another Kafka cluster; never shown
     * @return this builder
     * @throws IllegalArgumentException if the name is not valid for a topic
     */
    public KafkaOffsetsBuilder connectorTopic(String connector, String topic, Map<String, ?> clientProperties) {
        connectorTopics.put(
                ClientArguments.requireText(connector, "the name of a connector"),
                new ConnectorTopic(ClientArguments.requireTopic(topic), Map.copyOf(clientProperties)));
        return this;
    }

    /**
     * Sets a property of all Kafka clients, such as those for TLS and SASL; it is never shown. Properties on which reading and writing
     * offsets depends are overruled:
     * {@code bootstrap.servers}, serializers, {@code acks}, {@code enable.idempotence},
     * {@code max.in.flight.requests.per.connection}, {@code transactional.id}, {@code auto.offset.reset},
     * {@code enable.auto.commit}, {@code allow.auto.create.topics} and {@code group.id}. Topics are read with
     * {@code isolation.level=read_committed} unless it is set here.
     *
     * @param key the property
     * @param value its value
     * @return this builder
     * @throws IllegalArgumentException if it is {@code bootstrap.servers}, which is the argument of {@link KafkaOffsets#builder}
     */
    public KafkaOffsetsBuilder property(String key, Object value) {
        properties.put(ClientArguments.requireProperty(key), requireNonNull(value, key));
        return this;
    }

    /**
     * Sets properties of Kafka's clients, as {@link #property} does with one.
     *
     * @param properties the properties
     * @return this builder
     * @throws IllegalArgumentException if {@code bootstrap.servers} is among them
     */
    public KafkaOffsetsBuilder properties(Map<String, ?> properties) {
        properties.forEach(this::property);
        return this;
    }

    /**
     * Sets how long to wait for brokers that do not answer, or for an open transaction, 90 seconds by default. A read that makes
     * progress may take longer.
     *
     * @param timeout the time
     * @return this builder
     * @throws IllegalArgumentException if it is less than a millisecond, or more than 24 days
     */
    public KafkaOffsetsBuilder timeout(Duration timeout) {
        this.timeout = ClientArguments.requireTimeout(timeout);
        return this;
    }

    /**
     * Creates the transport. Opens no connection, and can be called again.
     *
     * @return the transport, which the caller closes
     * @throws IllegalStateException if no offset topic is set, or {@link #exactlyOnce()} without a group id
     */
    public KafkaOffsets build() {
        if (offsetTopic == null) {
            throw new IllegalStateException(
                    "the offset topic is missing: set offsetTopic(…), offset.storage.topic of the" + " workers");
        }
        if (exactlyOnce && groupId == null) {
            throw new IllegalStateException("exactlyOnce() needs the group id of the workers: set groupId(…)");
        }
        return new KafkaOffsets(new WorkerConfig(
                ClientSettings.of(bootstrapServers, properties),
                offsetTopic,
                configTopic,
                statusTopic,
                groupId,
                exactlyOnce,
                consumerGroupId,
                Map.copyOf(connectorTopics),
                timeout));
    }
}
