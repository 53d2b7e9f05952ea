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

    private final Function<ConnectClient, ConcurrencyLimit> paces;
    private final Map<String, Dock> docks = new HashMap<>();
    private final List<Ticket> line = new ArrayList<>();

    /** Asks once for each cluster how many it bears. */
    public ConcurrencyLimiter(Function<ConnectClient, ConcurrencyLimit> paces) {
        this.paces = paces;
    }

    /** The places on one cluster. */
    private static final class Dock {

        private final ConcurrencyLimit pace;
        private int taken;

        Dock(ConcurrencyLimit pace) {
            this.pace = pace;
        }

        boolean isFull() {
            return taken >= pace.limit();
        }
    }

    private record Ticket(Set<Dock> docks, CompletableFuture<Permit> admitted) {}

    /** A place on one cluster or several. */
    public final class Permit {

        private final Set<Dock> at;

        private Permit(Set<Dock> at) {
            this.at = at;
        }

        /** Gives the place back. */
        public void release() {
            synchronized (ConcurrencyLimiter.this) {
                at.forEach(dock -> dock.taken--);
            }
            admit();
        }

        /** Gives the place back after a connector has moved. */
        public void releaseMoved(Duration took) {
            synchronized (ConcurrencyLimiter.this) {
                at.forEach(dock -> dock.pace.moved(took));
            }
            release();
        }
    }

    /** {@return what is complete with a place on all of these clusters, once there is one} */
    public CompletableFuture<Permit> acquire(Set<ConnectClient> clusters) {
        Ticket ticket;
        synchronized (this) {
            Set<Dock> wanted = new LinkedHashSet<>();
            clusters.forEach(cluster ->
                    wanted.add(docks.computeIfAbsent(cluster.name(), name -> new Dock(paces.apply(cluster)))));
            ticket = new Ticket(wanted, new CompletableFuture<>());
            line.add(ticket);
        }
        admit();
        return ticket.admitted();
    }

    /** A connector that waits for a full cluster does not delay one that goes elsewhere. */
    private void admit() {
        List<Ticket> next = new ArrayList<>();
        synchronized (this) {
            for (Iterator<Ticket> waiting = line.iterator(); waiting.hasNext(); ) {
                Ticket ticket = waiting.next();
                if (ticket.docks().stream().noneMatch(Dock::isFull)) {
                    ticket.docks().forEach(dock -> dock.taken++);
                    waiting.remove();
                    next.add(ticket);
                }
            }
        }
        next.forEach(ticket -> ticket.admitted().complete(new Permit(ticket.docks())));
    }
}
