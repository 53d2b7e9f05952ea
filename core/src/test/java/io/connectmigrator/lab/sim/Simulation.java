package io.connectmigrator.lab.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Simulated Kafka clusters, Connect clusters on them, processes that use the library, and their virtual time. The same seed gives
 * the same run.
 */
public final class Simulation implements AutoCloseable {

    private final VirtualTime time;
    private final Deliveries deliveries;
    private final AuditLog audit;
    private final Network network;
    private final Points points;
    private final Map<String, String> callersRecords = new TreeMap<>();
    private final List<SimulatedConnect> clusters = new ArrayList<>();
    private final List<SimulatedProcess> processes = new ArrayList<>();

    /** Creates an empty simulation. */
    public Simulation(long seed) {
        time = new VirtualTime(new Random(seed));
        deliveries = new Deliveries(this::underWay);
        audit = new AuditLog(time);
        network = new Network(time);
        points = new Points(time);
    }

    private Stream<Deliveries.Delivery> underWay() {
        return clusters.stream().flatMap(SimulatedConnect::underWay);
    }

    /** {@return the virtual time} */
    public VirtualTime time() {
        return time;
    }

    /** {@return what tasks have copied} */
    public Deliveries deliveries() {
        return deliveries;
    }

    /** {@return the log of all changes} */
    public AuditLog audit() {
        return audit;
    }

    /** {@return where connectors run according to the caller's own store, {@code source} or {@code target}} */
    public Map<String, String> callersRecords() {
        return Collections.unmodifiableMap(callersRecords);
    }

    /** {@return the points that processes pass} */
    public Points points() {
        return points;
    }

    /** {@return the Connect clusters} */
    public List<SimulatedConnect> clusters() {
        return Collections.unmodifiableList(clusters);
    }

    /** {@return the processes, those that were killed among them} */
    public List<SimulatedProcess> processes() {
        return Collections.unmodifiableList(processes);
    }

    /** {@return a new Kafka cluster} */
    public SimulatedKafka kafka(String id) {
        return new SimulatedKafka(id);
    }

    /** {@return a new Connect cluster} */
    public SimulatedConnect connect(String name, ConnectVersion version, int workers, SimulatedKafka kafka) {
        return connect(name, version, ClusterSettings.DEFAULT, workers, kafka);
    }

    /** {@return a new Connect cluster whose workers are configured like this} */
    public SimulatedConnect connect(
            String name, ConnectVersion version, ClusterSettings settings, int workers, SimulatedKafka kafka) {
        SimulatedConnect cluster =
                new SimulatedConnect(name, version, settings, workers, kafka, time, deliveries, audit);
        clusters.add(cluster);
        network.add(cluster.workers());
        return cluster;
    }

    /** {@return an operator of a connector} */
    public SimulatedOperator operator(SimulatedConnect cluster, String connector) {
        return new SimulatedOperator(cluster, connector);
    }

    /** {@return a request to a worker that is sent now} */
    public SentRequest send(SimulatedWorker worker, String method, String url, String body) {
        Exchange exchange = new Exchange(method, url, body, SimulatedOperator.NAME, () -> {});
        network.send(worker, exchange, null);
        return new SentRequest(exchange);
    }

    /** {@return a new process} Only one that runs at a time may be made like this. */
    public SimulatedProcess process(String name) {
        return add(new SimulatedProcess(time, network, points, callersRecords, name, null));
    }

    /** {@return a new process that can run while another one does} */
    public SimulatedProcess processBeside(String name) {
        return add(new SimulatedProcess(time, network, points, callersRecords, name, new Coroutine(time)));
    }

    private SimulatedProcess add(SimulatedProcess process) {
        processes.add(process);
        return process;
    }

    /** Creates a connector that runs, and lets it copy for a while. */
    public void run(SimulatedConnect cluster, String connector, Map<String, String> config) {
        cluster.create(SimulatedOperator.NAME, connector, config, Registered.TargetState.STARTED);
        sleep(Duration.ofSeconds(1));
    }

    /** Lets time pass, and more of it while a process that was begun meanwhile goes on without coming to the end of its task. */
    public void sleep(Duration duration) {
        time.sleep(duration.toNanos());
    }

    /**
     * Lets time pass until a condition holds.
     *
     * @return whether it does; false if the time is over
     */
    public boolean runUntil(BooleanSupplier condition, Duration most) {
        return time.runUntil(condition, time.now() + most.toNanos());
    }

    /** Kills all processes, so that no thread of theirs is left. */
    @Override
    public void close() {
        processes.forEach(SimulatedProcess::kill);
        sleep(Duration.ZERO);
        Thread.interrupted();
    }
}
