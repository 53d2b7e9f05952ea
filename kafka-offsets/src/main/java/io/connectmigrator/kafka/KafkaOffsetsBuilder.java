package io.connectmigrator.kafka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds {@link KafkaOffsets}. Not thread-safe. */
public final class KafkaOffsetsBuilder {

    private final String bootstrapServers;
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private @Nullable String offsetTopic;
    private Duration timeout = Duration.ofSeconds(90);

    KafkaOffsetsBuilder(String bootstrapServers) {
        this.bootstrapServers = requireNonNull(bootstrapServers, "bootstrapServers");
    }

    /**
     * Sets the topic in which the workers keep the offsets of source connectors.
     *
     * @param offsetTopic the topic
     * @return this builder
     */
    public KafkaOffsetsBuilder offsetTopic(String offsetTopic) {
        this.offsetTopic = requireNonNull(offsetTopic, "offsetTopic");
        return this;
    }

    /**
     * Sets how long to wait for the brokers.
     *
     * @param timeout the time
     * @return this builder
     */
    public KafkaOffsetsBuilder timeout(Duration timeout) {
        this.timeout = timeout;
        return this;
    }

    /**
     * Makes the transport. Connects to nothing.
     *
     * @return the transport
     */
    public KafkaOffsets build() {
        return new KafkaOffsets(this);
    }

    ClientSettings settings() {
        return ClientSettings.of(bootstrapServers, properties);
    }

    String offsetTopic() {
        return requireNonNull(offsetTopic, "offsetTopic");
    }

    Duration timeout() {
        return timeout;
    }
}
