package io.connectmigrator.kafka.internal.topic;

import io.connectmigrator.kafka.internal.client.TopicReader;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds out whether keys were deleted in a partition. A scan does not keep tombstones, since there can be any number of them; for
 * the few keys that need it, the partition is read again.
 */
final class Tombstones {

    private final TopicReader<ByteBuffer> reader;
    private final String topic;

    Tombstones(TopicReader<ByteBuffer> reader, String topic) {
        this.reader = reader;
        this.topic = topic;
    }

    /** {@return those keys whose last record is a tombstone, up to the positions to which the partitions have been read} */
    Set<KeyPosition> among(String tried, Set<KeyPosition> positions, Map<TopicPartition, Long> read) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (KeyPosition position : positions) {
            TopicPartition partition = new TopicPartition(topic, position.partition());
            ends.put(partition, read.getOrDefault(partition, 0L));
        }
        Set<KeyPosition> deleted = new HashSet<>();
        reader.read(tried, new HashMap<>(), ends, record -> {
            if (record.key() == null) {
                return;
            }
            KeyPosition position = new KeyPosition(record.partition(), KeyBytes.in(record.key()));
            if (record.value() != null) {
                deleted.remove(position);
            } else if (positions.contains(position)) {
                deleted.add(position.copy());
            }
        });
        return deleted;
    }
}
