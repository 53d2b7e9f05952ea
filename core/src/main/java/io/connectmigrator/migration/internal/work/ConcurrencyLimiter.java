package io.connectmigrator.migration.internal.work;

import io.connectmigrator.connect.ConnectClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Limits how many connectors are in progress on each cluster, to what its {@link ConcurrencyLimit} says, for all runs of a migrator.
 * Waiting for a permit blocks no thread. Thread-safe.
 */
public final class ConcurrencyLimiter {

    private final Function<ConnectClient, ConcurrencyLimit> limits;
    private final Map<String, ClusterPermits> permits = new HashMap<>();
    private final List<Waiter> waiting = new ArrayList<>();

    /** Asks once for each cluster for its limit. */
    public ConcurrencyLimiter(Function<ConnectClient, ConcurrencyLimit> limits) {
        this.limits = limits;
    }

    /** The permits of one cluster. */
    private static final class ClusterPermits {

        private final ConcurrencyLimit limit;
        private int granted;

        ClusterPermits(ConcurrencyLimit limit) {
            this.limit = limit;
        }

        boolean isFull() {
            return granted >= limit.limit();
        }
    }

    private record Waiter(Set<ClusterPermits> clusters, CompletableFuture<Permit> acquired) {}

    /** A permit of one cluster or several. */
    public final class Permit {

        private final Set<ClusterPermits> of;

        private Permit(Set<ClusterPermits> of) {
            this.of = of;
        }

        /** Gives the permit back. */
        public void release() {
            synchronized (ConcurrencyLimiter.this) {
                of.forEach(cluster -> cluster.granted--);
            }
            grant();
        }

        /** Gives the permit back after a connector has moved. */
        public void releaseMoved(Duration took) {
            synchronized (ConcurrencyLimiter.this) {
                of.forEach(cluster -> cluster.limit.moved(took));
            }
            release();
        }
    }

    /** {@return what is complete with a permit of all of these clusters, once there is one} */
    public CompletableFuture<Permit> acquire(Set<ConnectClient> clusters) {
        Waiter waiter;
        synchronized (this) {
            Set<ClusterPermits> wanted = new LinkedHashSet<>();
            clusters.forEach(cluster -> wanted.add(
                    permits.computeIfAbsent(cluster.name(), name -> new ClusterPermits(limits.apply(cluster)))));
            waiter = new Waiter(wanted, new CompletableFuture<>());
            waiting.add(waiter);
        }
        grant();
        return waiter.acquired();
    }

    /** A connector that waits for a full cluster does not delay one that goes elsewhere. */
    private void grant() {
        List<Waiter> next = new ArrayList<>();
        synchronized (this) {
            for (Iterator<Waiter> each = waiting.iterator(); each.hasNext(); ) {
                Waiter waiter = each.next();
                if (waiter.clusters().stream().noneMatch(ClusterPermits::isFull)) {
                    waiter.clusters().forEach(cluster -> cluster.granted++);
                    each.remove();
                    next.add(waiter);
                }
            }
        }
        next.forEach(waiter -> waiter.acquired().complete(new Permit(waiter.clusters())));
    }
}
