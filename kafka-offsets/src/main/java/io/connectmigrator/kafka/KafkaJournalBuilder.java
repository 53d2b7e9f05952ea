package io.connectmigrator.kafka;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.kafka.internal.client.ClientArguments;
import io.connectmigrator.kafka.internal.client.ClientSettings;
import io.connectmigrator.kafka.internal.client.KafkaCluster;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link KafkaJournal}. Only the {@linkplain #topic topic} is required. Not thread-safe.
 */
public final class KafkaJournalBuilder {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final String bootstrapServers;
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private @Nullable String topic;
    private Duration takeOverAfter = Duration.ofSeconds(10);
    private Duration timeout = Duration.ofSeconds(90);

    KafkaJournalBuilder(String bootstrapServers) {
        this.bootstrapServers = ClientArguments.requireAddresses(bootstrapServers);
    }

    /**
     * Sets the topic. Required. All processes that work on the same connectors must name the same one.
     *
     * @param topic the topic
     * @return this builder
     * @throws IllegalArgumentException if the name is not valid for a topic
     */
    public KafkaJournalBuilder topic(String topic) {
        this.topic = ClientArguments.requireTopic(topic);
        return this;
    }

    /**
     * Sets a property of Kafka's clients, such as those for TLS and SASL; it is never shown. Properties on which the journal depends
     * are overruled: {@code bootstrap.servers}, serializers, {@code acks},
     * {@code enable.idempotence}, {@code max.in.flight.requests.per.connection}, {@code transactional.id},
     * {@code transaction.timeout.ms}, {@code isolation.level}, {@code auto.offset.reset}, {@code enable.auto.commit},
     * {@code allow.auto.create.topics} and {@code group.id}.
     *
     * @param key the property
     * @param value its value
     * @return this builder
     * @throws IllegalArgumentException if it is {@code bootstrap.servers}, which is the argument of {@link KafkaJournal#builder}
     */
    public KafkaJournalBuilder property(String key, Object value) {
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
    public KafkaJournalBuilder properties(Map<String, ?> properties) {
        properties.forEach(this::property);
        return this;
    }

    /**
     * Sets after how much time without a heartbeat the claim of an owner is taken over, 10 seconds by default. Four heartbeats are
     * written in that time, so all users of one topic must have the same setting. It is also the transaction timeout, for which an
     * interrupted write can delay readers, but that is at least 10 seconds.
     *
     * @param takeOverAfter the time
     * @return this builder
     * @throws IllegalArgumentException if it is less than a second, or more than 10 minutes
     */
    public KafkaJournalBuilder takeOverAfter(Duration takeOverAfter) {
        if (takeOverAfter.compareTo(SHORTEST) < 0 || takeOverAfter.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "the time after which to take over must be between a second and 10 minutes, was " + takeOverAfter);
        }
        this.takeOverAfter = takeOverAfter;
        return this;
    }

    /**
     * Sets how long to wait for brokers that do not answer, or for an open transaction, 90 seconds by default.
     *
     * @param timeout the time
     * @return this builder
     * @throws IllegalArgumentException if it is less than a millisecond, or more than 24 days
     */
    public KafkaJournalBuilder timeout(Duration timeout) {
        this.timeout = ClientArguments.requireTimeout(timeout);
        return this;
    }

    /**
     * Creates the journal. Opens no connection, and can be called again.
     *
     * @return the journal, which the caller closes
     * @throws IllegalStateException if no topic is set
     */
    public KafkaJournal build() {
        if (topic == null) {
            throw new IllegalStateException("the topic is missing: set topic(…)");
        }
        ClientSettings clients = ClientSettings.of(bootstrapServers, properties)
                .with(Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"));
        return new KafkaJournal(new KafkaCluster(clients, timeout), topic, takeOverAfter);
    }
}
