package io.connectmigrator.lab.facts;

import io.connectmigrator.lab.sim.InternalTopics;
import io.connectmigrator.lab.sim.SentRequest;
import io.connectmigrator.lab.sim.SimulatedConnect;
import io.connectmigrator.lab.sim.SimulatedWorker;
import io.connectmigrator.lab.sim.Simulation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A simulated Connect cluster. */
final class SimulatedFactsCluster implements FactsCluster {

    private static final Duration PATIENCE = Duration.ofSeconds(100);
    /** By then every worker has read what was written. */
    private static final Duration READ = Duration.ofMillis(25);

    private static final Duration STARTING = Duration.ofSeconds(2);

    private final SimulatedFactsConnect connect;
    private final Simulation simulation;
    private final SimulatedConnect cluster;
    private final InternalTopics topics;

    SimulatedFactsCluster(SimulatedFactsConnect connect, Simulation simulation, SimulatedConnect cluster) {
        this.connect = connect;
        this.simulation = simulation;
        this.cluster = cluster;
        this.topics = cluster.keepInternalTopics();
        cluster.kafka().offsetTopic(cluster.offsetTopic()).keepLog();
    }

    SimulatedConnect simulated() {
        return cluster;
    }

    @Override
    public int workers() {
        return cluster.workers().size();
    }

    @Override
    public int leader() {
        return cluster.workers().indexOf(cluster.leader());
    }

    private SimulatedWorker worker(int worker) {
        return cluster.workers().get(worker);
    }

    @Override
    public String workerId(int worker) {
        return worker(worker).id();
    }

    @Override
    public String groupId() {
        return cluster.name();
    }

    @Override
    public FactsAnswer send(int worker, String method, String path, @Nullable String json) {
        return begin(worker, method, path, json).answer();
    }

    @Override
    public FactsCall begin(int worker, String method, String path, @Nullable String json) {
        SentRequest request = simulation.send(worker(worker), method, path, json == null ? "" : json);
        return new FactsCall() {
            @Override
            public boolean isDone() {
                return request.isDone();
            }

            @Override
            public FactsAnswer answer() {
                simulation.runUntil(request::isDone, PATIENCE);
                return request.status() == 0
                        ? FactsAnswer.none(request.body())
                        : new FactsAnswer(request.status(), request.contentType(), request.body());
            }
        };
    }

    @Override
    public Map<String, String> source(String connector, String topic) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("connector.class", "SequenceSource");
        config.put("topic", topic);
        return config;
    }

    @Override
    public Map<String, String> sink(String connector, String topic) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("connector.class", "SequenceSink");
        config.put("topics", topic);
        return config;
    }

    @Override
    public List<FactsRecord> offsetTopic() {
        return records(cluster.kafka().offsetTopic(cluster.offsetTopic()).keepLog());
    }

    @Override
    public List<FactsRecord> statusTopic() {
        return records(topics.status());
    }

    @Override
    public List<FactsRecord> configTopic() {
        return records(topics.config());
    }

    private static List<FactsRecord> records(List<InternalTopics.Entry> entries) {
        return entries.stream()
                .map(entry -> new FactsRecord(entry.key(), entry.value()))
                .toList();
    }

    @Override
    public void writeOffset(String key, @Nullable String value) {
        cluster.kafka().offsetTopic(cluster.offsetTopic()).write(key, value);
    }

    @Override
    public void writeConfig(String key, String value) {
        topics.write(key, value);
        simulation.sleep(READ);
    }

    @Override
    public void kill(int worker) {
        worker(worker).kill();
    }

    @Override
    public void launch(int worker) {
        worker(worker).launch(STARTING.toNanos());
    }

    @Override
    public void suspend(int worker) {
        worker(worker).suspend();
    }

    @Override
    public void wake(int worker) {
        worker(worker).wake();
    }

    @Override
    public boolean hasEnded(int worker, String connector, int task) {
        return !cluster.isAtWork(connector, task);
    }

    @Override
    public boolean logged(int worker, String text) {
        throw new NotRunException("simulated workers log nothing, asked on " + connect.version());
    }
}
