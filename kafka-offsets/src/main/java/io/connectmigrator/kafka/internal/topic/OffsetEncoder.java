package io.connectmigrator.kafka.internal.topic;

import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.StoredRecord;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Encodes offsets as records; offsets that were read from a topic keep their bytes. */
final class OffsetEncoder {

    private OffsetEncoder() {}

    /**
     * {@return the records in the order in which to write them: unlisted records first, since the offsets are to be the
     * newest}
     */
    static Collection<StoredRecord> of(String connector, OffsetSnapshot offsets, OffsetSnapshot current, long now) {
        Map<KeyBytes, StoredRecord> records = new LinkedHashMap<>();
        long time = now;
        for (StoredRecord beside : offsets.unlisted()) {
            put(records, beside.named(connector));
            time = Math.max(time, beside.timestamp() + 1);
        }
        Map<ConnectorOffset, StoredRecord> keys = keysInUse(current);
        for (ConnectorOffset offset : offsets.offsets()) {
            put(records, record(connector, offset, keys, time));
        }
        return records.values();
    }

    private static StoredRecord record(
            String connector, ConnectorOffset offset, Map<ConnectorOffset, StoredRecord> keys, long time) {
        if (offset.stored() instanceof StoredRecord stored) {
            return StoredRecord.of(stored.named(connector).key(), stored.value(), time);
        }
        StoredRecord overRest = StoredRecord.asOverRest(connector, offset, time);
        StoredRecord inUse = keys.get(new ConnectorOffset(offset.partition(), null));
        return inUse == null ? overRest : StoredRecord.of(inUse.key(), overRest.value(), time);
    }

    private static Map<ConnectorOffset, StoredRecord> keysInUse(OffsetSnapshot current) {
        Map<ConnectorOffset, StoredRecord> keys = new HashMap<>();
        for (ConnectorOffset offset : current.offsets()) {
            if (offset.stored() instanceof StoredRecord stored) {
                keys.put(new ConnectorOffset(offset.partition(), null), stored);
            }
        }
        return keys;
    }

    private static void put(Map<KeyBytes, StoredRecord> records, StoredRecord record) {
        KeyBytes key = new KeyBytes(record.key());
        records.remove(key);
        records.put(key, record);
    }
}
