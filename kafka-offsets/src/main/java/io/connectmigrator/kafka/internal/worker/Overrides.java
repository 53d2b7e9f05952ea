package io.connectmigrator.kafka.internal.worker;

import io.connectmigrator.kafka.internal.client.ClientSettings;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetTransportException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;

/** The settings in the config of a connector that override those of its workers. */
final class Overrides {

    private static final String PRODUCER = "producer.override.";
    private static final String CONSUMER = "consumer.override.";
    private static final String ADMIN = "admin.override.";
    private static final String BOOTSTRAP = CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG;

    /** A reference to a config provider, which only the workers can resolve. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}]*:[^}]*}");

    private final OffsetOwner owner;

    Overrides(OffsetOwner owner) {
        this.owner = owner;
    }

    /** {@return the connector's own topic for offsets, if it has one} */
    Optional<String> offsetTopic() {
        return value("offsets.storage.topic");
    }

    /** {@return whether its producer or its consumer connects to other brokers than the workers} */
    boolean hasOtherBrokers() {
        return value(PRODUCER + BOOTSTRAP).or(() -> value(CONSUMER + BOOTSTRAP)).isPresent();
    }

    /** {@return the group of a sink, if its config names one} */
    Optional<String> groupId() {
        return value(CONSUMER + CommonClientConfigs.GROUP_ID_CONFIG);
    }

    /** {@return the topics that a sink reads by name, without those that have a placeholder} */
    Set<String> topics() {
        return Pattern.compile(",")
                .splitAsStream(owner.config().getOrDefault("topics", ""))
                .map(String::strip)
                .filter(topic -> !topic.isEmpty() && !PLACEHOLDER.matcher(topic).find())
                .collect(Collectors.toSet());
    }

    /** {@return the settings for the brokers to which the tasks of a source commit: those of its producer} */
    ClientSettings producerClients(ClientSettings workers) {
        return brokersOf(PRODUCER, workers);
    }

    /** {@return the settings for the brokers from which the tasks of a source read offsets when they start: those of its consumer} */
    ClientSettings consumerClients(ClientSettings workers) {
        return brokersOf(CONSUMER, workers);
    }

    /** The overrides of a client for other brokers do not apply; then all clients get those of the owner of the brokers. */
    private ClientSettings brokersOf(String owner, ClientSettings workers) {
        String brokers = brokers(owner, workers);
        return new ClientSettings(
                        ClientSettings.with(workers.consumer(), under(fitting(CONSUMER, owner, workers))),
                        ClientSettings.with(workers.producer(), under(fitting(PRODUCER, owner, workers))),
                        ClientSettings.with(workers.admin(), under(fitting(ADMIN, owner, workers))))
                .with(Map.of(BOOTSTRAP, brokers));
    }

    private String fitting(String client, String owner, ClientSettings workers) {
        Set<String> brokers = ClientSettings.addresses(brokers(owner, workers));
        return ClientSettings.addresses(brokers(client, workers)).equals(brokers) ? client : owner;
    }

    private String brokers(String client, ClientSettings workers) {
        return value(client + BOOTSTRAP).orElseGet(workers::bootstrapServers);
    }

    /** {@return the settings for the brokers with the group of a sink: those of its consumer} */
    ClientSettings sinkClients(ClientSettings workers) {
        Map<String, Object> admin = ClientSettings.with(workers.admin(), under(ADMIN));
        admin.put(BOOTSTRAP, brokers(CONSUMER, workers));
        return new ClientSettings(workers.consumer(), workers.producer(), admin);
    }

    private Optional<String> value(String key) {
        return Optional.ofNullable(owner.config().get(key))
                .filter(value -> !value.isBlank())
                .map(value -> resolved(key, value));
    }

    private Map<String, Object> under(String prefix) {
        Map<String, Object> overrides = new HashMap<>();
        owner.config().keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .forEach(key -> value(key).ifPresent(value -> overrides.put(key.substring(prefix.length()), value)));
        return overrides;
    }

    private String resolved(String key, String value) {
        if (PLACEHOLDER.matcher(value).find()) {
            throw new OffsetTransportException(
                    "finding the offsets of connector " + owner + " failed: " + key
                            + " in its config has a placeholder, which only its workers can resolve;"
                            + " nothing was read or written",
                    "Set the topic with connectorTopic(…) when KafkaOffsets is built; the offsets of a sink can be reached over"
                            + " REST",
                    null);
        }
        return value;
    }
}
