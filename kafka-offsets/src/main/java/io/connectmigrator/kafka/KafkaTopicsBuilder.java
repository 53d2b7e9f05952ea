package io.connectmigrator.kafka;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.kafka.internal.client.ClientArguments;
import io.connectmigrator.kafka.internal.client.ClientSettings;
import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.kafka.internal.topic.TopicSampler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds {@link KafkaTopics}. Not thread-safe. */
public final class KafkaTopicsBuilder {

    private final String bootstrapServers;
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private @Nullable String principalOfWorkers;
    private @Nullable String groupOfWorkers;
    private Duration timeout = Duration.ofSeconds(30);

    KafkaTopicsBuilder(String bootstrapServers) {
        this.bootstrapServers = ClientArguments.requireAddresses(bootstrapServers);
    }

    /**
     * Sets a property of Kafka's clients, such as those for TLS and SASL; it is never shown. Properties on which reading depends are
     * overruled: {@code bootstrap.servers}, deserializers, {@code auto.offset.reset}, {@code enable.auto.commit},
     * {@code allow.auto.create.topics}, {@code max.partition.fetch.bytes}, {@code max.poll.records} and {@code group.id}.
     *
     * @param key the property
     * @param value its value
     * @return this builder
     * @throws IllegalArgumentException if it is {@code bootstrap.servers}, which is the argument of {@link KafkaTopics#builder}
     */
    public KafkaTopicsBuilder property(String key, Object value) {
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
    public KafkaTopicsBuilder properties(Map<String, ?> properties) {
        properties.forEach(this::property);
        return this;
    }

    /**
     * Sets the principal as which the workers log in to the brokers, by default unknown. With it, a readiness card tells whether the access
     * control lists give it what a connector needs.
     *
     * @param principal the principal, such as {@code User:connect}
     * @return this builder
     * @throws IllegalArgumentException if it has no type before a colon, or no name after it
     */
    public KafkaTopicsBuilder principalOfWorkers(String principal) {
        if (!principal.matches("[^:]+:.+")) {
            throw new IllegalArgumentException(
                    "a principal has a type and a name, such as User:connect, was '" + principal + "'");
        }
        this.principalOfWorkers = principal;
        return this;
    }

    /**
     * Sets the {@code group.id} of the workers, by default unknown. With it, a readiness card tells whether the principal may use the
     * transactional ids of sources that are exactly once (Connect 3.3, KIP-618).
     *
     * @param group the group
     * @return this builder
     * @throws IllegalArgumentException if it is blank
     */
    public KafkaTopicsBuilder groupOfWorkers(String group) {
        if (group.isBlank()) {
            throw new IllegalArgumentException("the group of the workers must not be blank");
        }
        this.groupOfWorkers = group;
        return this;
    }

    /**
     * Sets how long to wait for brokers that do not answer, 30 seconds by default. A read that makes progress may take longer.
     *
     * @param timeout the time
     * @return this builder
     * @throws IllegalArgumentException if it is less than a millisecond, or more than 24 days
     */
    public KafkaTopicsBuilder timeout(Duration timeout) {
        this.timeout = ClientArguments.requireTimeout(timeout);
        return this;
    }

    /**
     * Creates the topics' client. Opens no connection, and can be called again.
     *
     * @return the client, which the caller closes
     */
    public KafkaTopics build() {
        ClientSettings settings = TopicSampler.settings(ClientSettings.of(bootstrapServers, properties));
        return new KafkaTopics(new KafkaCluster(settings, timeout), principalOfWorkers, groupOfWorkers);
    }
}
