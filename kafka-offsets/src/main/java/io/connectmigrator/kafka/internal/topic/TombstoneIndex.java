package io.connectmigrator.kafka.internal.topic;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Which keys that are live in another partition were deleted in their default partition. A worker that reads the default partition
 * last takes them for deleted. */
final class TombstoneIndex {

    private final Map<KeyPosition, Boolean> deleted = new HashMap<>();

    /** Finds those of some keys whose last record is a tombstone. */
    interface Search {

        Set<KeyPosition> among(Set<KeyPosition> positions);
    }

    /** Updates the positions that have been searched. */
    void accept(ConsumerRecord<ByteBuffer, ByteBuffer> record) {
        if (!deleted.isEmpty() && record.key() != null) {
            KeyPosition position = new KeyPosition(record.partition(), KeyBytes.in(record.key()));
            deleted.computeIfPresent(position, (known, before) -> record.value() == null);
        }
    }

    /** Searches the positions that have not been searched yet. */
    void search(Set<KeyPosition> positions, Search search) {
        Set<KeyPosition> unknown = new HashSet<>(positions);
        unknown.removeAll(deleted.keySet());
        if (!unknown.isEmpty()) {
            Set<KeyPosition> found = search.among(unknown);
            unknown.forEach(position -> deleted.put(position, found.contains(position)));
        }
    }

    /** {@return those of some positions that have a tombstone} */
    Set<KeyPosition> of(Set<KeyPosition> positions) {
        Set<KeyPosition> ofThese = new HashSet<>(positions);
        ofThese.removeIf(position -> !deleted.getOrDefault(position, false));
        return ofThese;
    }

    void clear() {
        deleted.clear();
    }
}
