package io.connectmigrator.migration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a migrator remembers of the connectors that it has moved or is moving. Thread-safe. */
final class Journeys {

    private final Map<Move.Key, Journey> journeys = new ConcurrentHashMap<>();
    private final Set<Move.Key> busy = ConcurrentHashMap.newKeySet();
    private final Journal journal;

    Journeys(Journal journal) {
        this.journal = journal;
    }

    Optional<Journey> find(Move.Key key) {
        return Optional.ofNullable(journeys.get(key));
    }

    /** {@return whether the connector is on its way or has arrived, so that there is nothing to check any more} */
    boolean haveBegun(Move.Key key) {
        return find(key)
                .filter(journey -> journey.phase() != Journey.Phase.ROLLED_BACK)
                .isPresent();
    }

    void save(Move.Key key, Journey journey) {
        journeys.put(key, journey);
    }

    void forget(Move.Key key) {
        journeys.remove(key);
    }

    /**
     * Keeps other calls away from these connectors until it is closed.
     *
     * @throws IllegalStateException if another call is at work on one of them
     */
    Claim claim(List<Move.Key> keys) {
        for (int taken = 0; taken < keys.size(); taken++) {
            if (!busy.add(keys.get(taken))) {
                busy.removeAll(keys.subList(0, taken));
                throw new IllegalStateException("connector '" + keys.get(taken).connector()
                        + "' is being worked on by another call of this migrator; wait until that returns");
            }
        }
        Journal.Claim kept = journal.claim(Set.of(), new Claimant("", java.time.Instant.EPOCH));
        return () -> {
            kept.close();
            busy.removeAll(keys);
        };
    }

    /** A claim on connectors. */
    interface Claim extends AutoCloseable {
        @Override
        void close();
    }
}
