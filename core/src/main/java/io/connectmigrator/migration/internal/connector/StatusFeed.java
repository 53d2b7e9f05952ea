package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorDescription;
import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.internal.Waiting;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * The states of all connectors of a cluster, read at once for all that watch one of them. Thread-safe; a second caller waits
 * for the first.
 */
final class StatusFeed {

    private static final Duration MAX_AGE = Duration.ofSeconds(2);

    private final ConnectClient cluster;
    private final Waiting waiting;
    private final ReentrantLock lock = new ReentrantLock();
    private Map<String, ConnectorStatus> last = Map.of();
    private Waiting.Deadline next;

    StatusFeed(ConnectClient cluster, Waiting waiting) {
        this.cluster = cluster;
        this.waiting = waiting;
        this.next = waiting.deadline(Duration.ZERO);
    }

    /** {@return the states of a connector and its tasks, some seconds old; empty if it is not there} */
    Optional<ConnectorStatus> find(String connector) {
        lock.lock();
        try {
            if (next.expired()) {
                next = waiting.deadline(MAX_AGE);
                last = read();
            }
            return Optional.ofNullable(last.get(connector));
        } finally {
            lock.unlock();
        }
    }

    private Map<String, ConnectorStatus> read() {
        return cluster.describeConnectors().stream()
                .collect(Collectors.toMap(ConnectorDescription::name, ConnectorDescription::status));
    }
}
