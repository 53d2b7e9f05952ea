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

    private Playground(Laboratory lab, String heap) {
        this.lab = lab;
        this.clusters = lab.startAll(cluster(lab, "legacy", heap), cluster(lab, "europe", heap));
        this.legacy = ConnectClient.of(legacyUrl());
        this.europe = ConnectClient.of(europeUrl());
    }

    /** Starts everything, and says so line by line. */
    static Playground start() {
        return start("256m");
    }

    /** Starts everything with so much heap for each worker, and says so line by line. */
    static Playground start(String heap) {
        System.out.println("Starting a Kafka broker and two Connect clusters …");
        // The laboratory closes when the JVM ends, even if this fails half-way.
        Playground playground = new Playground(Laboratory.open(System.out::println), heap);
        for (ConnectCluster cluster : playground.clusters) {
            System.out.println("  " + cluster.name() + " is Connect " + cluster.version() + " at " + cluster.url());
        }
        return playground;
    }

    private static ConnectCluster.Builder cluster(Laboratory lab, String name, String heap) {
        return lab.connect(name).heap(heap).with("offset.flush.interval.ms", "60000");
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

    /**
     * Runs connectors on legacy whose only task each writes 0, 1, 2… twice a second, all to one topic.
     *
     * @param fleet the name of the topic
     */
    void runFleetOnLegacy(String fleet, List<String> connectors) {
        try (FleetLoop loop = new FleetLoop(8)) {
            loop.each(
                    connectors,
                    connector -> legacy.createConnector(
                            connector,
                            ConnectorConfig.empty()
                                    .with("connector.class", "SequenceSource")
                                    .with("tasks.max", "1")
                                    .with("topic", fleet)
                                    .with("key.prefix", connector + "-")
                                    .with("interval.ms", "500")));
            loop.each(connectors, connector -> Patience.awaitRunning(legacy, connector));
        }
    }

    /** Deletes all connectors of both clusters. */
    void clear() {
        for (ConnectClient cluster : List.of(legacy, europe)) {
            try (FleetLoop loop = new FleetLoop(8)) {
                loop.each(cluster.listConnectors(), cluster::deleteConnector);
            }
            Patience.await(
                    "an empty " + cluster.name(), () -> cluster.listConnectors().isEmpty());
        }
    }

    /** {@return what is in a topic by now} */
    SequenceTally count(String topic) {
        return lab.reader().topic(topic);
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
