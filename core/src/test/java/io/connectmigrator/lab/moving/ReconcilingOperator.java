package io.connectmigrator.lab.moving;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.connect.InitialState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Does to the connectors of a cluster what Strimzi's operator does at each of its looks: it deletes those that it has no resource for,
 * writes a config that differs, and sets back a state that differs. A resource that is paused counts as wanted, and nothing is done for
 * it. It owns some names only, since clusters are shared between tests.
 */
public final class ReconcilingOperator implements AutoCloseable {

    /** What a resource says of a connector. */
    private record Resource(ConnectorConfig config, ConnectorState state, boolean paused) {}

    private final ConnectClient cluster;
    private final Predicate<String> owns;
    private final Map<String, Resource> resources = new ConcurrentHashMap<>();
    private final List<String> changes = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();

    /** Takes the connectors that it owns. It does nothing before it is started. */
    public ReconcilingOperator(ConnectClient cluster, Predicate<String> owns) {
        this.cluster = cluster;
        this.owns = owns;
    }

    /** Begins to look at the cluster, again and again. {@return this} */
    public ReconcilingOperator start(Duration interval) {
        Future<?> unused = looks.scheduleWithFixedDelay(this::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /** Applies a resource of a connector that is to run. */
    public void apply(String name, ConnectorConfig config, boolean paused) {
        resources.put(name, new Resource(config, ConnectorState.RUNNING, paused));
    }

    /** Adds or removes the annotation of a resource that keeps the operator from acting on it. */
    public void pause(String name, boolean paused) {
        resources.computeIfPresent(name, (key, resource) -> new Resource(resource.config(), resource.state(), paused));
    }

    /** Deletes a resource, and the connector with it. */
    public void delete(String name) {
        resources.remove(name);
    }

    /** {@return what was changed on the cluster, such as {@code RUNNING orders}} */
    public List<String> changes() {
        return List.copyOf(changes);
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
    }

    private void remove(String name) {
        changes.add("DELETE " + name);
        cluster.deleteConnector(name);
    }

    private void reconcile(String name, Resource resource) {
        if (resource.paused()) {
            return;
        }
        if (cluster.findConnector(name).isEmpty()) {
            changes.add("POST " + name);
            cluster.createConnector(name, resource.config(), InitialState.RUNNING);
            return;
        }
        if (!resource.config().isShownAs(cluster.config(name))) {
            changes.add("PUT " + name);
            cluster.putConfig(name, resource.config());
        }
        if (cluster.status(name).state() != resource.state()) {
            changes.add(resource.state() + " " + name);
            cluster.resume(name);
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
