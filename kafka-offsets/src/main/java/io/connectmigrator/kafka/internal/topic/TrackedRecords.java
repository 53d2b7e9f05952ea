package io.connectmigrator.kafka.internal.topic;

import io.connectmigrator.kafka.internal.client.Samples;
import io.connectmigrator.offset.OffsetTransportException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The live records of certain connectors, while an offset topic is read from its beginning. Keeps no other records in memory.
 */
final class TrackedRecords {

    private final Map<KeyBytes, ConnectorRecords> byConnector = new HashMap<>();
    private int partitions;
    private boolean hasOffsets;
    private Samples foreign = new Samples();

    boolean tracks(String connector) {
        return byConnector.containsKey(ConnectorInKey.nameOf(connector));
    }

    /** Clears all records and tracks more connectors, to read a topic with this number of partitions from its beginning. */
    void restart(int newPartitions, Collection<String> more) {
        partitions = newPartitions;
        hasOffsets = false;
        foreign = new Samples();
        more.forEach(connector -> byConnector.put(ConnectorInKey.nameOf(connector), none()));
        byConnector.replaceAll((connector, before) -> none());
    }

    void accept(ConsumerRecord<ByteBuffer, ByteBuffer> record) {
        KeyBytes key = record.key() == null ? null : KeyBytes.in(record.key());
        KeyBytes connector = key == null ? null : ConnectorInKey.find(key);
        if (key == null || connector == null) {
            acceptForeign(key, record.value());
            return;
        }
        hasOffsets = true;
        ConnectorRecords records = byConnector.get(connector);
        if (records == null) {
            return;
        }
        if (record.value() == null) {
            records.delete(record.partition(), key);
        } else {
            records.put(record.partition(), key, record.value(), record.timestamp());
        }
    }

    /** {@return the records of a tracked connector} */
    ConnectorRecords of(String connector) {
        return byConnector.getOrDefault(ConnectorInKey.nameOf(connector), none());
    }

    /** {@return the default positions, if there is no record, of keys of all connectors that are live in another partition} */
    Set<KeyPosition> emptyDefaultPositions() {
        Set<KeyPosition> empty = new HashSet<>();
        byConnector.values().forEach(records -> empty.addAll(records.emptyDefaultPositions()));
        return empty;
    }

    private ConnectorRecords none() {
        return new ConnectorRecords(partitions);
    }

    int partitions() {
        return partitions;
    }

    /** Fails if none of the records is an offset. */
    void requireOffsets(String tried) {
        if (!hasOffsets && !foreign.isEmpty()) {
            throw new OffsetTransportException(
                    tried + " failed: the topic is no offset topic; none of its keys is that of an offset, such as "
                            + foreign + "; nothing was written",
                    "Check offset.storage.topic of the workers",
                    null);
        }
    }

    /** {@return samples of the records whose keys are not those of offsets} */
    Samples foreign() {
        return foreign;
    }

    private void acceptForeign(@Nullable KeyBytes key, @Nullable ByteBuffer value) {
        if (value != null) {
            foreign.add(key == null ? "a record without a key" : key);
        }
    }
}
