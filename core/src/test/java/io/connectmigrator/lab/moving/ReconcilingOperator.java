package io.connectmigrator.lab.moving;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.connect.InitialState;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.ConnectRest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Does to the connectors of a cluster what Strimzi's operator does at each of its looks: it deletes those that it has no resource for,
 * writes a config that differs, sets back a state that differs, and lists, alters or resets offsets where an annotation says so. A
 * resource that is paused counts as wanted, and nothing is done for it. It owns some names only, since clusters are shared between
 * tests.
 */
public final class ReconcilingOperator implements AutoCloseable {

    /** The annotation that keeps the operator from acting on a resource. */
    static final String PAUSE = "strimzi.io/pause-reconciliation";

    private static final String OFFSETS = "strimzi.io/connector-offsets";

    private final ConnectClient cluster;
    private final ConnectRest rest;
    private final Predicate<String> owns;
    private final Map<String, KafkaConnectorResource> resources = new ConcurrentHashMap<>();
    private final Map<String, String> configMaps = new ConcurrentHashMap<>();
    private final Set<String> seenPaused = ConcurrentHashMap.newKeySet();
    private final List<String> changes = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong looked = new AtomicLong();
    private volatile Runnable beforeActing = () -> {};
    private volatile boolean createsByPut;

    /** Takes the connectors that it owns. It does nothing before it is started. */
    public ReconcilingOperator(ConnectCluster workers, Predicate<String> owns) {
        this.cluster = TestedConnector.client(workers);
        this.rest = workers.rest();
        this.owns = owns;
    }

    /** Begins to look at the cluster, again and again. {@return this} */
    public ReconcilingOperator start(Duration interval) {
        Future<?> unused = looks.scheduleWithFixedDelay(this::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /** Does something in each look between reading a resource that is not paused and acting on it. {@return this} */
    public ReconcilingOperator beforeActing(Runnable action) {
        beforeActing = action;
        return this;
    }

    /**
     * Creates connectors as Strimzi's operator did before 1.2.0: it writes their configs, which starts them, and sees to their states
     * afterwards. {@return this}
     */
    public ReconcilingOperator creatingByPut() {
        createsByPut = true;
        return this;
    }

    /** Applies a resource of a connector that is to run. */
    public void apply(String name, ConnectorConfig config, boolean paused) {
        apply(KafkaConnectorResource.of(name, config));
        pause(name, paused);
    }

    void apply(KafkaConnectorResource resource) {
        seenPaused.remove(resource.name());
        resources.put(resource.name(), resource);
    }

    void applyConfigMap(String name, String offsets) {
        configMaps.put(name, offsets);
    }

    /** Changes a resource that is there. {@return whether there is one} */
    boolean change(String name, UnaryOperator<KafkaConnectorResource> change) {
        seenPaused.remove(name);
        return resources.computeIfPresent(name, (key, resource) -> change.apply(resource)) != null;
    }

    /** Adds or removes the annotation of a resource that keeps the operator from acting on it. */
    public void pause(String name, boolean paused) {
        change(name, resource -> resource.annotated(PAUSE, paused ? "true" : null));
    }

    /** {@return whether the operator has noted in the status of a resource that it is paused} */
    boolean isReconciliationPaused(String name) {
        return seenPaused.contains(name);
    }

    /** {@return whether a resource has the annotation that asks for something to be done with its offsets} */
    public boolean hasOffsetsToDo(String name) {
        return Optional.ofNullable(resources.get(name))
                .flatMap(resource -> resource.annotation(OFFSETS))
                .isPresent();
    }

    /** Deletes a resource, and the connector with it. {@return whether there was one} */
    public boolean delete(String name) {
        return resources.remove(name) != null;
    }

    /** {@return the names of the resources} */
    public Set<String> resources() {
        return Set.copyOf(resources.keySet());
    }

    /** {@return the offsets in a ConfigMap; empty if there is none} */
    public Optional<String> configMap(String name) {
        return Optional.ofNullable(configMaps.get(name));
    }

    /** {@return what was changed on the cluster, such as {@code RUNNING orders}} */
    public List<String> changes() {
        return List.copyOf(changes);
    }

    /** {@return how many looks have ended} */
    public long looks() {
        return looked.get();
    }

    private void look() {
        try {
            cluster.listConnectors().stream()
                    .filter(owns)
                    .filter(name -> !resources.containsKey(name))
                    .forEach(this::remove);
            resources.forEach(this::reconcile);
        } catch (RuntimeException e) {
            // A rebalance, or a connector that has gone meanwhile: the next look finds what is there then.
            changes.add("failed " + e.getClass().getSimpleName());
        }
        looked.incrementAndGet();
    }

    private void remove(String name) {
        changes.add("DELETE " + name);
        cluster.deleteConnector(name);
    }

    private void reconcile(String name, KafkaConnectorResource resource) {
        if (resource.annotation(PAUSE).filter("true"::equals).isPresent()) {
            seenPaused.add(name);
            return;
        }
        beforeActing.run();
        Map<String, String> wanted = resource.wanted();
        if (cluster.findConnector(name).isEmpty()) {
            create(name, ConnectorConfig.of(wanted), resource.state());
            return;
        }
        if (!wanted.equals(cluster.config(name).toMap())) {
            changes.add("PUT " + name);
            cluster.putConfig(name, ConnectorConfig.of(wanted));
        }
        ConnectorState state = cluster.status(name).state();
        if (state != resource.state()) {
            changes.add(resource.state() + " " + name);
            set(name, resource.state());
        }
        resource.annotation(OFFSETS).ifPresent(asked -> manageOffsets(asked, resource));
    }

    /** Right after it was created it has no status, so that its state is looked at next time. */
    private void create(String name, ConnectorConfig config, ConnectorState state) {
        if (createsByPut) {
            changes.add("PUT " + name);
            cluster.putConfig(name, config);
        } else {
            changes.add("POST " + name);
            cluster.createConnector(name, config, InitialState.valueOf(state.name()));
        }
    }

    private void set(String name, ConnectorState state) {
        switch (state) {
            case STOPPED -> cluster.stop(name);
            case PAUSED -> cluster.pause(name);
            default -> cluster.resume(name);
        }
    }

    /** What fails leaves its annotation, and is tried again at each look. */
    private void manageOffsets(String asked, KafkaConnectorResource resource) {
        String name = resource.name();
        boolean done = switch (asked) {
            case "list" ->
                resource.configMap("listOffsets", "toConfigMap")
                        .map(map -> list(name, map))
                        .orElse(false);
            case "alter" ->
                resource.configMap("alterOffsets", "fromConfigMap")
                        .flatMap(this::configMap)
                        .filter(text -> isStopped(name))
                        .map(text -> rest.patch("/connectors/" + name + "/offsets", text))
                        .filter(this::isDone)
                        .isPresent();
            case "reset" -> isStopped(name) && isDone(rest.delete("/connectors/" + name + "/offsets"));
            default -> throw new IllegalArgumentException("nothing is known of " + asked);
        };
        changes.add((done ? "" : "failed ") + asked + " " + name);
        if (done) {
            change(name, done(asked));
        }
    }

    /** The annotation is only taken away if it is still the one that was acted on. */
    private static UnaryOperator<KafkaConnectorResource> done(String asked) {
        return now -> now.annotation(OFFSETS).filter(asked::equals).isPresent() ? now.annotated(OFFSETS, null) : now;
    }

    private boolean list(String name, String map) {
        configMaps.put(
                map, requireNonNull(rest.get("/connectors/" + name + "/offsets").body()));
        return true;
    }

    private boolean isStopped(String name) {
        return cluster.status(name).state() == ConnectorState.STOPPED;
    }

    private boolean isDone(ConnectRest.Answer answer) {
        if (answer.status() != 200) {
            changes.add("answered " + answer.status() + " " + answer.body());
        }
        return answer.status() == 200;
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
