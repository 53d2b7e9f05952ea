package io.connectmigrator.kafka.internal.topic;

import io.connectmigrator.kafka.internal.client.Samples;
import io.connectmigrator.offset.OffsetTransportException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The live records of certain connectors, while an offset topic is read from its beginning. Keeps no other records in memory.
 */
final class TrackedRecords {

    private final Map<ByteBuffer, ConnectorRecords> byConnector = new HashMap<>();

    /** The live records of all these connectors: most records of a topic replace one of them, so their name is not extracted. */
    private final Map<KeyPosition, LiveRecord> byPosition = new HashMap<>();

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
        byPosition.clear();
        byConnector.values().forEach(ConnectorRecords::clear);
        more.forEach(connector ->
                byConnector.computeIfAbsent(ConnectorInKey.nameOf(connector), name -> new ConnectorRecords()));
    }

    void accept(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            acceptForeign(record);
            return;
        }
        KeyPosition position = KeyPosition.of(record.partition(), record.key());
        LiveRecord known = byPosition.get(position);
        if (known != null && record.value() != null) {
            known.replace(record.value(), record.timestamp());
        } else {
            acceptOther(position, record);
        }
    }

    private void acceptOther(KeyPosition position, ConsumerRecord<byte[], byte[]> record) {
        ByteBuffer connector = ConnectorInKey.find(record.key());
        if (connector == null) {
            acceptForeign(record);
            return;
        }
        hasOffsets = true;
        ConnectorRecords records = byConnector.get(connector);
        if (records == null) {
            return;
        }
        if (record.value() == null) {
            records.delete(position, partitions);
            byPosition.remove(position);
        } else {
            byPosition.put(position, records.add(position, partitions, record.value(), record.timestamp()));
        }
    }

    /** {@return the records of a tracked connector} */
    ConnectorRecords of(String connector) {
        return byConnector.getOrDefault(ConnectorInKey.nameOf(connector), new ConnectorRecords());
    }

    /** {@return records of all connectors outside of their default partition, if that has no record of the same key} */
    List<LiveRecord> onlyMisplaced() {
        List<LiveRecord> only = new ArrayList<>();
        byConnector.values().forEach(records -> only.addAll(records.onlyMisplaced()));
        return only;
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

    private void acceptForeign(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() != null) {
            foreign.add(record.key() == null ? "a record without a key" : new KeyBytes(record.key()));
        }
    }
}
