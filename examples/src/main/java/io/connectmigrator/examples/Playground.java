package io.connectmigrator.examples;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectClientBuilder;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.ConnectWorker;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceTally;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Two real Connect clusters, legacy and europe, beside one Kafka broker, and connectors to move between them. They commit
 * source offsets once a minute, as Connect does by default.
 */
final class Playground implements AutoCloseable {

    private final Laboratory lab;
    private final List<ConnectCluster> clusters;
    private final RecordingHttpClient http = new RecordingHttpClient();
    private final ConnectClient legacy;
    private final ConnectClient europe;

    private Playground(Laboratory lab, Settings settings) {
        this.lab = lab;
        this.clusters = lab.startAll(settings.cluster(lab, "legacy"), settings.cluster(lab, "europe"));
        this.legacy = client(clusters.get(0));
        this.europe = client(clusters.get(1));
    }

    /**
     * What each of the two clusters is like.
     *
     * @param workers the number of its workers
     * @param heap the heap of each of them, such as {@code 1g}
     * @param properties settings of the workers
     */
    record Settings(int workers, String heap, Map<String, String> properties) {

        Settings(int workers, String heap) {
            this(workers, heap, Map.of("offset.flush.interval.ms", "60000"));
        }

        private ConnectCluster.Builder cluster(Laboratory lab, String name) {
            ConnectCluster.Builder cluster = lab.connect(name).workers(workers).heap(heap);
            properties.forEach(cluster::with);
            return cluster;
        }
    }

    /** Starts everything, and says so line by line. */
    static Playground start() {
        return start(new Settings(1, "256m"));
    }

    /** Starts everything with such clusters, and says so line by line. */
    static Playground start(Settings settings) {
        System.out.println("Starting a Kafka broker and two Connect clusters …");
        // The laboratory closes when the JVM ends, even if this fails half-way.
        Playground playground = new Playground(Laboratory.open(System.out::println), settings);
        for (ConnectCluster cluster : playground.clusters) {
            System.out.println("  " + cluster.name() + " is Connect " + cluster.version() + " at " + cluster.url());
        }
        return playground;
    }

    private ConnectClient client(ConnectCluster cluster) {
        List<String> urls = cluster.urls();
        ConnectClientBuilder client = ConnectClient.builder(urls.get(0)).httpClient(http);
        urls.stream().skip(1).forEach(client::url);
        return client.build();
    }

    /** {@return what records the requests to both clusters} */
    RecordingHttpClient http() {
        return http;
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

    /** {@return the Kafka broker of both clusters} */
    Broker broker() {
        return lab.kafka();
    }

    /** {@return the first worker of legacy} */
    ConnectWorker legacyWorker() {
        return clusters.get(0).worker();
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
     * Runs connectors on legacy whose only task each writes 0, 1, 2… twice a second, all to one topic, each of a partition of its own.
     *
     * @param fleet the name of the topic
     */
    void runFleetOnLegacy(String fleet, List<String> connectors) {
        runFleetOnLegacy(fleet, connectors, Duration.ofMillis(500));
    }

    /**
     * Runs connectors on legacy whose only task each writes 0, 1, 2… at an interval, all to one topic, each of a partition of its own.
     *
     * @param fleet the name of the topic
     */
    void runFleetOnLegacy(String fleet, List<String> connectors, Duration interval) {
        try (FleetLoop loop = new FleetLoop(8)) {
            loop.each(
                    connectors,
                    connector -> legacy.createConnector(
                            connector,
                            ConnectorConfig.empty()
                                    .with("connector.class", "SequenceSource")
                                    .with("tasks.max", "1")
                                    .with("topic", fleet)
                                    .with("first.partition", Integer.toString(connectors.indexOf(connector)))
                                    .with("interval.ms", Long.toString(interval.toMillis()))));
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

    /** {@return the names of the clusters by the authorities of the URLs of their workers} */
    Map<String, String> authorities() {
        Map<String, String> authorities = new HashMap<>();
        clusters.forEach(cluster ->
                cluster.urls().forEach(url -> authorities.put(URI.create(url).getAuthority(), cluster.name())));
        return authorities;
    }

    /** {@return what the workers of both clusters did with a connector by now} */
    List<WorkerEvent> workerEvents(String connector) {
        return clusters.stream()
                .flatMap(cluster -> new WorkerHistory(cluster, connector).events().stream())
                .toList();
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
