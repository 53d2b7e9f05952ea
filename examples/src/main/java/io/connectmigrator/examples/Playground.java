package io.connectmigrator.examples;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceTally;
import java.time.Duration;
import java.util.List;

/**
 * Two real Connect clusters, legacy and europe, beside one Kafka broker, and connectors to move between them. They commit
 * source offsets once a minute, as Connect does by default.
 */
final class Playground implements AutoCloseable {

    private final Laboratory lab;
    private final List<ConnectCluster> clusters;
    private final ConnectClient legacy;
    private final ConnectClient europe;

    private Playground(Laboratory lab) {
        this.lab = lab;
        this.clusters = lab.startAll(cluster(lab, "legacy"), cluster(lab, "europe"));
        this.legacy = ConnectClient.of(legacyUrl());
        this.europe = ConnectClient.of(europeUrl());
    }

    /** Starts everything, and says so line by line. */
    static Playground start() {
        System.out.println("Starting a Kafka broker and two Connect clusters …");
        // The laboratory closes when the JVM ends, even if this fails half-way.
        Playground playground = new Playground(Laboratory.open(System.out::println));
        for (ConnectCluster cluster : playground.clusters) {
            System.out.println("  " + cluster.name() + " is Connect " + cluster.version() + " at " + cluster.url());
        }
        return playground;
    }

    private static ConnectCluster.Builder cluster(Laboratory lab, String name) {
        return lab.connect(name).with("offset.flush.interval.ms", "60000");
    }

    String legacyUrl() {
        return clusters.get(0).url();
    }

    String europeUrl() {
        return clusters.get(1).url();
    }

    ConnectClient legacy() {
        return legacy;
    }

    ConnectClient europe() {
        return europe;
    }

    /**
     * Runs a connector on legacy whose two tasks each write 0, 1, 2… to a topic of the connector's name, some 400
     * records a second in all.
     */
    void runOnLegacy(String connector) {
        ConnectorConfig config = ConnectorConfig.empty()
                .with("connector.class", "SequenceSource")
                .with("tasks.max", "2")
                .with("topic", connector)
                .with("interval.ms", "5");
        legacy.createConnector(connector, config);
        Patience.awaitRunning(legacy, connector);
        Patience.sleep(Duration.ofSeconds(1));
    }

    /** Restarts a connector on legacy, which commits its offsets, and lets it write records that no commit covers. */
    void restartOnLegacy(String connector) {
        legacy.stop(connector);
        Patience.awaitStopped(legacy, connector);
        legacy.resume(connector);
        Patience.awaitRunning(legacy, connector);
        Patience.sleep(Duration.ofSeconds(2));
    }

    /** Stops a connector on europe and counts what it has written wherever it ran. */
    SequenceTally stopAndCount(String connector) {
        europe.stop(connector);
        Patience.awaitStopped(europe, connector);
        return lab.reader().topic(connector);
    }

    /** Ends every process and deletes what they wrote. */
    @Override
    public void close() {
        lab.close();
    }
}
