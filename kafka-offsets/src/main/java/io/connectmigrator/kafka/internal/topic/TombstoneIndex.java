package io.connectmigrator.kafka.internal.topic;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
    void accept(ConsumerRecord<byte[], byte[]> record) {
        if (!deleted.isEmpty() && record.key() != null) {
            KeyPosition position = KeyPosition.of(record.partition(), record.key());
            deleted.computeIfPresent(position, (known, before) -> record.value() == null);
        }
    }

    /** Searches the default positions that have not been searched yet. */
    void search(List<LiveRecord> misplaced, Search search) {
        Set<KeyPosition> unknown = defaultPositions(misplaced);
        unknown.removeAll(deleted.keySet());
        if (!unknown.isEmpty()) {
            Set<KeyPosition> found = search.among(unknown);
            unknown.forEach(position -> deleted.put(position, found.contains(position)));
        }
    }

    /** {@return the default positions of these records that have a tombstone} */
    Set<KeyPosition> of(List<LiveRecord> misplaced) {
        Set<KeyPosition> defaultPositions = defaultPositions(misplaced);
        defaultPositions.removeIf(position -> !deleted.getOrDefault(position, false));
        return defaultPositions;
    }

    void clear() {
        deleted.clear();
    }

    private static Set<KeyPosition> defaultPositions(List<LiveRecord> records) {
        Set<KeyPosition> defaultPositions = new HashSet<>();
        records.forEach(record -> defaultPositions.add(record.position().in(record.defaultPartition())));
        return defaultPositions;
    }
}
