package io.connectmigrator.kafka.internal.client;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * The clients of a Kafka cluster with certain settings. Each is created on first use and kept until this is closed. Thread-safe.
 */
public final class KafkaCluster implements AutoCloseable {

    private final ClientSettings settings;
    private final ClientFactory clients;
    private final Duration timeout;
    private final TopicReader reader;
    private final TopicWriter writer;
    private @Nullable Admin admin;
    private volatile @Nullable String id;
    private boolean closed;

    public KafkaCluster(ClientSettings settings, Duration timeout) {
        this.settings = settings;
        this.timeout = timeout;
        this.clients = new ClientFactory(settings, timeout);
        this.reader = new TopicReader(this);
        this.writer = new TopicWriter(this);
    }

    ClientSettings settings() {
        return settings;
    }

    Duration timeout() {
        return timeout;
    }

    public TopicReader reader() {
        return reader;
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
        synchronized (this) {
            closed = true;
            open = admin;
            admin = null;
        }
        reader.close();
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
