package io.connectmigrator.kafka.internal.topic;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The live records of one connector, as far as the topic has been read. */
final class ConnectorRecords {

    private final int partitions;
    private final RecordTable live = new RecordTable();
    private final Set<KeyPosition> misplaced = new LinkedHashSet<>();
    private final Set<Integer> misplacedTombstones = new HashSet<>();

    /** Takes the number of partitions of the topic. */
    ConnectorRecords(int partitions) {
        this.partitions = partitions;
    }

    /** Puts a record in place of the one of the same key in the same partition, if there is one. Copies what it keeps. */
    void put(int partition, KeyBytes key, ByteBuffer value, long timestamp) {
        if (live.put(partition, key, value, timestamp) && key.defaultPartition(partitions) != partition) {
            misplaced.add(new KeyPosition(partition, key.copy()));
        }
    }

    void delete(int partition, KeyBytes key) {
        live.remove(partition, key);
        if (key.defaultPartition(partitions) != partition) {
            misplaced.remove(new KeyPosition(partition, key));
            misplacedTombstones.add(partition);
        }
    }

    /** {@return the live records} */
    List<LiveRecord> live() {
        return live.records(partitions);
    }

    /** {@return the default positions, if there is no record, of keys that are live in another partition} */
    Set<KeyPosition> emptyDefaultPositions() {
        Set<KeyPosition> empty = new LinkedHashSet<>();
        for (KeyPosition position : misplaced) {
            empty.add(KeyPosition.inDefaultPartition(position.key(), partitions));
        }
        empty.removeIf(live::contains);
        return empty;
    }

    /** {@return the partitions with tombstones of keys that have another default partition} */
    Set<Integer> misplacedTombstones() {
        return misplacedTombstones;
    }
}
