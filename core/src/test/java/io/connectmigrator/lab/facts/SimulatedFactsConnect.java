package io.connectmigrator.lab.facts;

import io.connectmigrator.lab.sim.ClusterSettings;
import io.connectmigrator.lab.sim.ConnectVersion;
import io.connectmigrator.lab.sim.Deliveries;
import io.connectmigrator.lab.sim.SimulatedConnect;
import io.connectmigrator.lab.sim.SimulatedKafka;
import io.connectmigrator.lab.sim.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

/** Simulated Connect clusters of one version, on which facts are tried in virtual time. */
public final class SimulatedFactsConnect implements FactsConnect {

    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(6);
    private static final Duration HEARTBEAT = Duration.ofMillis(500);

    private final ConnectVersion version;
    private final Simulation simulation;
    private final SimulatedKafka kafka;
    private final Map<ClusterKind, SimulatedFactsCluster> clusters = new EnumMap<>(ClusterKind.class);

    /** Takes the version, and the seed of the simulation. */
    public SimulatedFactsConnect(ConnectVersion version, long seed) {
        this.version = version;
        this.simulation = new Simulation(seed);
        this.kafka = simulation.kafka("kafka");
    }

    @Override
    public String version() {
        return version.version();
    }

    @Override
    public FactsCluster cluster(ClusterKind kind) {
        return clusters.computeIfAbsent(kind, this::start);
    }

    private SimulatedFactsCluster start(ClusterKind kind) {
        Map<String, String> properties = kind.properties();
        ClusterSettings settings = new ClusterSettings(
                millis(properties, "offset.flush.interval.ms", 60_000),
                millis(properties, "task.shutdown.graceful.timeout.ms", 5_000),
                SESSION_TIMEOUT,
                HEARTBEAT,
                properties.getOrDefault("exactly.once.source.support", "").equals("enabled"),
                !properties
                        .getOrDefault("connector.client.config.override.policy", "")
                        .equals("None"),
                !properties.getOrDefault("topic.tracking.enable", "").equals("false"),
                properties.get("consumer.group.id"));
        SimulatedConnect cluster =
                simulation.connect(kind.name().replace('_', '-'), version, settings, kind.workers(), kafka);
        return new SimulatedFactsCluster(this, simulation, cluster);
    }

    private static Duration millis(Map<String, String> properties, String key, long otherwise) {
        return Duration.ofMillis(Long.parseLong(properties.getOrDefault(key, String.valueOf(otherwise))));
    }

    @Override
    public Map<String, List<Long>> written(String topic) {
        Map<String, List<Long>> written = new LinkedHashMap<>();
        deliveries(topic + "/")
                .forEach(delivery -> LongStream.range(delivery.from(), delivery.to())
                        .forEach(number -> written.computeIfAbsent(
                                        delivery.data().substring(topic.length() + 1), first -> new ArrayList<>())
                                .add(number)));
        return written;
    }

    private List<Deliveries.Delivery> deliveries(String prefix) {
        return simulation.deliveries().all().stream()
                .filter(delivery -> delivery.data().startsWith(prefix))
                .sorted(Comparator.comparingLong(Deliveries.Delivery::start))
                .toList();
    }

    @Override
    public List<String> delivered(String sink) {
        return deliveries("").stream()
                .filter(delivery -> delivery.connector().equals(sink))
                .flatMap(delivery -> LongStream.range(delivery.from(), delivery.to())
                        .mapToObj(number -> delivery.data() + "@" + number))
                .toList();
    }

    @Override
    public void hold(String connector, int task) {
        clusters.values().forEach(cluster -> cluster.simulated().hold(connector, task));
    }

    @Override
    public void holdAlterations(String connector) {
        clusters.values().forEach(cluster -> cluster.simulated().holdAlterations(connector));
    }

    @Override
    public boolean isAltering(String connector) {
        return clusters.values().stream()
                .anyMatch(cluster -> cluster.simulated().isAltering(connector));
    }

    @Override
    public void release(String connector) {
        clusters.values().forEach(cluster -> {
            cluster.simulated().release(connector);
            cluster.simulated().releaseAlterations(connector);
        });
    }

    @Override
    public void await(String description, Duration limit, BooleanSupplier condition) {
        Duration end = now().plus(limit);
        while (!condition.getAsBoolean()) {
            if (now().compareTo(end) > 0) {
                throw new AssertionError("after " + limit.toSeconds() + " s still not: " + description);
            }
            simulation.sleep(PAUSE);
        }
    }

    @Override
    public Duration now() {
        return Duration.ofNanos(simulation.time().now());
    }

    @Override
    public String otherKafka() {
        throw new NotRunException("the simulation has one Kafka cluster");
    }

    @Override
    public void close() {
        simulation.close();
    }
}
