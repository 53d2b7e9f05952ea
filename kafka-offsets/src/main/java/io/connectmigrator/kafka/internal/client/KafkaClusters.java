package io.connectmigrator.kafka.internal.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The Kafka clusters in use, one for each settings. Thread-safe. */
public final class KafkaClusters implements AutoCloseable {

    private final Duration timeout;
    private final Map<ClientSettings, KafkaCluster> clusters = new HashMap<>();
    private boolean closed;

    public KafkaClusters(Duration timeout) {
        this.timeout = timeout;
    }

    public synchronized KafkaCluster of(ClientSettings settings) {
        if (closed) {
            throw new IllegalStateException("KafkaOffsets is closed");
        }
        return clusters.computeIfAbsent(settings, missing -> new KafkaCluster(missing, timeout));
    }

    @Override
    public void close() {
        Map<ClientSettings, KafkaCluster> open;
        synchronized (this) {
            closed = true;
            open = Map.copyOf(clusters);
            clusters.clear();
        }
        open.values().forEach(KafkaCluster::close);
    }
}
