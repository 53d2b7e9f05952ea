package io.connectmigrator.lab.sim;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The statuses that one worker has read from the status topic. Records reach it a moment after they were written, in their
 * order.
 */
final class Statuses {

    /** The connector itself, among the numbers of its tasks. */
    static final int CONNECTOR = -1;

    private final VirtualTime time;
    private final Deque<Written> coming = new ArrayDeque<>();
    private final Map<String, Map<Integer, Status>> known = new TreeMap<>();
    private long last;

    Statuses(VirtualTime time) {
        this.time = time;
    }

    /** A state that was written. */
    record Status(String state, String worker, @Nullable String trace) {}

    private record Written(
            long visibleAt,
            String connector,
            int task,
            @Nullable Status status) {}

    /** Takes a record, a tombstone if the status is null. */
    void put(String connector, int task, @Nullable Status status) {
        last = Math.max(last, time.now() + time.between(500_000, 3_000_000));
        coming.add(new Written(last, connector, task, status));
    }

    /** {@return the status of a connector and its tasks as known now; null if there is none of the connector} */
    @Nullable
    Map<Integer, Status> of(String connector) {
        for (Written next = coming.peek(); next != null && next.visibleAt <= time.now(); next = coming.peek()) {
            coming.remove();
            apply(next);
        }
        Map<Integer, Status> found = known.get(connector);
        return found == null || !found.containsKey(CONNECTOR) ? null : found;
    }

    private void apply(Written written) {
        Map<Integer, Status> ofConnector = known.computeIfAbsent(written.connector, first -> new TreeMap<>());
        if (written.status == null) {
            ofConnector.remove(written.task);
        } else {
            ofConnector.put(written.task, written.status);
        }
    }

    /** Copies all that another worker has read or will read. */
    void copy(Statuses other) {
        coming.clear();
        known.clear();
        other.known.forEach((connector, statuses) -> known.put(connector, new TreeMap<>(statuses)));
        coming.addAll(other.coming);
    }
}
