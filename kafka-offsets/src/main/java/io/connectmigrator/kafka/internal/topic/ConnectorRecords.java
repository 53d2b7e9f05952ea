package io.connectmigrator.kafka.internal.topic;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The live records of one connector, as far as the topic has been read. */
final class ConnectorRecords {

    private final Map<KeyPosition, LiveRecord> live = new LinkedHashMap<>();
    private final Map<KeyPosition, LiveRecord> misplaced = new LinkedHashMap<>();
    private final Set<Integer> misplacedTombstones = new HashSet<>();

    /** Adds a record whose key is not live in its partition yet. */
    LiveRecord add(KeyPosition position, int partitions, byte[] value, long timestamp) {
        LiveRecord record = new LiveRecord(position, position.key().defaultPartition(partitions), value, timestamp);
        live.put(position, record);
        if (!record.isInDefaultPartition()) {
            misplaced.put(position, record);
        }
        return record;
    }

    void delete(KeyPosition position, int partitions) {
        live.remove(position);
        misplaced.remove(position);
        if (position.partition() != position.key().defaultPartition(partitions)) {
            misplacedTombstones.add(position.partition());
        }
    }

    /** {@return copies of the live records} */
    List<LiveRecord> live() {
        return live.values().stream().map(LiveRecord::copy).toList();
    }

    /** {@return records outside of their default partition, if that has no record of the same key} */
    List<LiveRecord> onlyMisplaced() {
        List<LiveRecord> only = new ArrayList<>(misplaced.values());
        only.removeIf(record -> live.containsKey(record.position().in(record.defaultPartition())));
        return only;
    }

    /** {@return the partitions with tombstones of keys that have another default partition} */
    Set<Integer> misplacedTombstones() {
        return misplacedTombstones;
    }

    void clear() {
        live.clear();
        misplaced.clear();
        misplacedTombstones.clear();
    }
}
