package io.connectmigrator.kafka.internal.topic;

import io.connectmigrator.offset.OffsetTransportException;
import io.connectmigrator.offset.StoredRecord;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Records to write, with their partitions. Each is written to its default partition and, in a topic that got more partitions, also to
 * all others in which its key is live or was deleted: a worker that starts merges all partitions in no order, and unless it finds the
 * same offset in each, it may take the old one, or none.
 */
final class RecordsToWrite {

    private final Map<KeyBytes, StoredRecord> byKey = new HashMap<>();
    private final Map<KeyPosition, StoredRecord> byPosition = new LinkedHashMap<>();

    /** Takes records in the order in which to write them. */
    RecordsToWrite(Collection<StoredRecord> records, int partitions) {
        for (StoredRecord record : records) {
            KeyBytes key = new KeyBytes(record.key());
            byKey.put(key, record);
            byPosition.put(KeyPosition.inDefaultPartition(key, partitions), record);
        }
    }

    /** Adds positions for those keys that have a record. */
    void alsoAt(Collection<KeyPosition> others) {
        for (KeyPosition position : others) {
            StoredRecord record = byKey.get(position.key());
            if (record != null) {
                byPosition.put(position, record);
            }
        }
    }

    Set<KeyPosition> positions() {
        return byPosition.keySet();
    }

    List<ProducerRecord<byte[], byte[]>> toProduce(String topic) {
        return byPosition.entrySet().stream()
                .map(placed -> new ProducerRecord<>(
                        topic,
                        placed.getKey().partition(),
                        (Long) Math.max(0, placed.getValue().timestamp()),
                        placed.getKey().key().bytes(),
                        placed.getValue().value()))
                .toList();
    }

    /** Fails unless all records are live with the same value. */
    void requireAmong(Collection<LiveRecord> live, String tried) {
        Map<KeyPosition, StoredRecord> different = new LinkedHashMap<>(byPosition);
        for (LiveRecord record : live) {
            StoredRecord wanted = byPosition.get(record.position());
            if (wanted != null && Arrays.equals(wanted.value(), record.value())) {
                different.remove(record.position());
            }
        }
        if (!different.isEmpty()) {
            throw new OffsetTransportException(
                    tried + ": all " + byPosition.size() + " records were acknowledged, but " + different.size()
                            + " of them are missing when read back, such as that of key "
                            + different.keySet().iterator().next().key(),
                    "Look for another client that writes the offsets of the connector, then try again",
                    null);
        }
    }
}
