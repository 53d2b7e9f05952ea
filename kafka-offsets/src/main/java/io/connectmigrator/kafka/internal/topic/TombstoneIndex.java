package io.connectmigrator.kafka.internal.topic;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Which keys that are live somewhere else were deleted at home. A worker that goes by the home would say that they are gone. */
final class TombstoneIndex {

    private final Map<KeyPosition, Boolean> deleted = new HashMap<>();

    /** A way to find out which keys have a tombstone for their last record. */
    interface Search {

        Set<KeyPosition> among(Set<KeyPosition> positions);
    }

    /** Follows what is read of the homes that have been looked at. */
    void accept(ConsumerRecord<byte[], byte[]> record) {
        if (!deleted.isEmpty() && record.key() != null) {
            KeyPosition position = KeyPosition.of(record.partition(), record.key());
            deleted.computeIfPresent(position, (known, before) -> record.value() == null);
        }
    }

    /** Looks at the homes that have not been looked at yet. */
    void look(List<LiveRecord> misplaced, Search search) {
        Set<KeyPosition> unknown = defaultPositions(misplaced);
        unknown.removeAll(deleted.keySet());
        if (!unknown.isEmpty()) {
            Set<KeyPosition> found = search.among(unknown);
            unknown.forEach(position -> deleted.put(position, found.contains(position)));
        }
    }

    /** {@return the homes of these records, as far as they were deleted there} */
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
