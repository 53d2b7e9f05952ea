package io.connectmigrator.kafka.internal.client;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.jspecify.annotations.Nullable;

/**
 * The clients of a Kafka cluster with certain settings. Each is created on first use and kept until this is closed. Thread-safe.
 */
public final class KafkaCluster implements AutoCloseable {

    /** For reads of some hundred records, of which a partition may have many more. */
    private static final int FETCH = 256 * 1024;

    private static final int MAX_POLL_RECORDS = 10_000;

    private final ClientSettings settings;
    private final ClientFactory clients;
    private final Duration timeout;
    private final KafkaTime time;
    private final TopicReader<byte[]> reader;
    private final TopicReader<ByteBuffer> scanner;
    private final TopicWriter writer;
    private final Map<IsolationLevel, TopicReader<byte[]>> isolated = new EnumMap<>(IsolationLevel.class);
    private @Nullable Admin admin;
    private volatile @Nullable String id;
    private boolean closed;

    public KafkaCluster(ClientSettings settings, Duration timeout) {
        this(settings, timeout, KafkaTime.system());
    }

    KafkaCluster(ClientSettings settings, Duration timeout, KafkaTime time) {
        this.settings = settings;
        this.timeout = timeout;
        this.time = time;
        this.clients = new ClientFactory(settings, timeout);
        this.reader = TopicReader.of(this, Map.of());
        this.scanner = TopicReader.scanner(this);
        this.writer = new TopicWriter(this);
    }

    ClientSettings settings() {
        return settings;
    }

    Duration timeout() {
        return timeout;
    }

    /** {@return the clock of what waits for this cluster} */
    public KafkaTime time() {
        return time;
    }

    public TopicReader<byte[]> reader() {
        return reader;
    }

    /** {@return a reader of records most of which are only looked at, see {@link TopicReader#scanner}} */
    public TopicReader<ByteBuffer> scanner() {
        return scanner;
    }

    /** {@return a reader with this isolation level and larger fetches, whatever the settings say} */
    public synchronized TopicReader<byte[]> reader(IsolationLevel isolation) {
        return isolated.computeIfAbsent(
                isolation,
                level -> TopicReader.of(
                        this,
                        Map.of(
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                level.toString().toLowerCase(Locale.ROOT),
                                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                                FETCH,
                                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                MAX_POLL_RECORDS)));
    }

    public TopicWriter writer() {
        return writer;
    }

    public synchronized ClientFactory clients() {
        if (closed) {
            throw new IllegalStateException("the clients of " + this
                    + " are closed; close a journal or a transport when the last run has ended");
        }
        return clients;
    }

    public synchronized Admin admin() {
        if (admin == null) {
            admin = clients().admin();
        }
        return admin;
    }

    /** {@return whether one of these addresses is among those that it is reached by; no broker is asked} */
    public boolean isReachedBy(String bootstrapServers) {
        return ClientSettings.addresses(bootstrapServers).stream().anyMatch(settings.bootstrapServerSet()::contains);
    }

    /** {@return the id of the cluster, if its brokers have one; requested once} */
    public Optional<String> id() {
        String known = id;
        if (known == null) {
            known = AdminFutures.await(
                    "asking for the id of the Kafka cluster at " + this,
                    admin().describeCluster().clusterId());
            id = known;
        }
        return Optional.ofNullable(known);
    }

    @Override
    public void close() {
        Admin open;
        List<TopicReader<byte[]>> readers;
        synchronized (this) {
            closed = true;
            readers = List.copyOf(isolated.values());
            isolated.clear();
            open = admin;
            admin = null;
        }
        reader.close();
        scanner.close();
        readers.forEach(TopicReader::close);
        writer.close();
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }

    /** {@return its bootstrap servers} */
    @Override
    public String toString() {
        return settings.toString();
    }
}
