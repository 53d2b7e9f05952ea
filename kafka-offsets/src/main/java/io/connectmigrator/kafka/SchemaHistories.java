package io.connectmigrator.kafka;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.kafka.internal.client.ClientArguments;
import io.connectmigrator.kafka.internal.client.ClientSettings;
import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.kafka.internal.topic.HistoryCopy;
import io.connectmigrator.kafka.internal.topic.HistoryTopic;
import io.connectmigrator.offset.OffsetTransportException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Copies the topics in which Debezium connectors keep their schema history. Each connector has one of its own: the parts of a fork need whole
 * copies of it, connectors of SQL Server that are merged need one with the records of all, and with another {@code topic.prefix} a connector
 * skips the records of its history until they have the new name.
 *
 * <pre>{@code
 * try (SchemaHistories histories = SchemaHistories.of("broker:9092", Map.of())) {
 *     histories.copy("history-cdc", "history-cdc-a");
 *     histories.copy(List.of("history-cdc"), "history-inventory", HistoryRename.server("dbserver1", "inventory"));
 * }
 * }</pre>
 *
 * <p>The connectors that write to a history must be stopped. The client needs READ and DESCRIBE_CONFIGS on the topics that are copied, and
 * CREATE, READ and WRITE on the new one.
 *
 * <p>Connects on first use, keeps its connections until it is closed, and cannot be used afterwards. Thread-safe.
 */
public final class SchemaHistories implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Less than the memory that a producer has for records by default. A record with many tables may have several megabytes. */
    private static final int LARGEST_RECORD = 30 * 1024 * 1024;

    private final KafkaCluster cluster;

    private SchemaHistories(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Creates a client for a Kafka cluster. Opens no connection.
     *
     * @param bootstrapServers host and port of one or more of its brokers, separated by commas
     * @param properties properties of Kafka's clients, such as those for TLS and SASL; they are never shown. Brokers that do not answer are
     *     waited for for 30 seconds
     * @return the client, which the caller closes
     * @throws IllegalArgumentException if the servers are anything else, or {@code bootstrap.servers} is among the properties
     */
    public static SchemaHistories of(String bootstrapServers, Map<String, ?> properties) {
        Map<String, Object> all = new HashMap<>();
        all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD);
        properties.forEach((key, value) -> all.put(ClientArguments.requireProperty(key), requireNonNull(value, key)));
        ClientSettings settings = ClientSettings.of(ClientArguments.requireAddresses(bootstrapServers), all);
        return new SchemaHistories(new KafkaCluster(settings, TIMEOUT));
    }

    /**
     * Copies a history to a topic: all its records, in their order, byte for byte, with their timestamps and headers. The topic is created
     * if it does not exist, with one partition, and such that nothing is ever deleted from it. It is read back before this returns.
     *
     * <p>Calling again continues a copy that was interrupted, and adds what has been written to the last history since. If the topic has
     * anything that is not the beginning of the copy, it is left as it is.
     *
     * @param from the topic of the history
     * @param to the topic to copy to
     * @return the number of records in the copy
     * @throws IllegalArgumentException if both are the same, or a name is not one of a topic
     * @throws OffsetTransportException if the history does not exist, has lost its first records or is written meanwhile, if the topic holds
     *     something else, if the brokers do not answer, or the client lacks a right
     */
    public long copy(String from, String to) {
        return copy(List.of(from), to, HistoryRename.nothing());
    }

    /**
     * Copies histories to a topic one after the other, as {@link #copy(String, String)} does with one, with new names in the sources of their
     * records. Of a record whose source is renamed, only the names change; every other byte stays, and so does every other record.
     *
     * @param from the topics of the histories; the order among several does not matter, as connectors skip records of other sources
     * @param to the topic to copy to
     * @param rename the new names
     * @return the number of records in the copy
     * @throws IllegalArgumentException if there are no topics, if one is there twice or is the one to copy to, or if a name is not one of a
     *     topic
     * @throws OffsetTransportException as for one history, and if no record has a name that is to be replaced, or a record has the new name
     *     already: the histories of two servers would become one
     */
    public long copy(List<String> from, String to, HistoryRename rename) {
        from.forEach(ClientArguments::requireTopic);
        ClientArguments.requireTopic(to);
        if (from.isEmpty() || from.contains(to) || from.stream().distinct().count() < from.size()) {
            throw new IllegalArgumentException(
                    "histories are copied from one or more topics to another one, not from " + from + " to " + to);
        }
        return new HistoryCopy(cluster, from, to, rename.newNames()).run();
    }

    /**
     * {@return the sources of the records in a history with the number of their records, such as {@code {server=dbserver1}}} A connector whose
     * {@code topic.prefix} is the server of none of them knows no table. Records that are not Debezium's have the empty source.
     *
     * @param topic the topic of the history
     * @throws IllegalArgumentException if the name is not one of a topic
     * @throws OffsetTransportException if the topic does not exist or has several partitions, if the brokers do not answer, or the client
     *     lacks a right
     */
    public Map<Map<String, String>, Long> sources(String topic) {
        return new HistoryTopic(cluster, ClientArguments.requireTopic(topic)).sources();
    }

    /** Closes all connections. A second call does nothing. */
    @Override
    public void close() {
        cluster.close();
    }

    /** {@return the brokers} */
    @Override
    public String toString() {
        return "schema histories at " + cluster;
    }
}
