package io.connectmigrator.migration.internal.baseline;

import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.topic.OffsetRange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a connector that reads a topic is in one of its partitions.
 *
 * @param offset the offset as Connect has it
 * @param topic the topic
 * @param partition the number of the partition
 * @param next the offset of the record that it reads next
 */
record TopicPosition(ConnectorOffset offset, String topic, int partition, long next) {

    /** {@return the position of a sink} */
    static Optional<TopicPosition> ofSink(ConnectorOffset offset) {
        return of(
                offset, Set.of("kafka_topic", "kafka_partition"), "kafka_topic", "kafka_partition", "kafka_offset", 0);
    }

    /** {@return the position of a MirrorSourceConnector, which keeps the offset of the last record that it has copied} */
    static Optional<TopicPosition> ofMirror(ConnectorOffset offset) {
        return of(offset, Set.of("cluster", "topic", "partition"), "topic", "partition", "offset", 1);
    }

    /** {@return the position of a Replicator, which keeps the same} */
    static Optional<TopicPosition> ofReplicator(ConnectorOffset offset) {
        return of(offset, Set.of("topic", "partition"), "topic", "partition", "offset", 1);
    }

    private static Optional<TopicPosition> of(
            ConnectorOffset offset, Set<String> fields, String topic, String partition, String position, int ahead) {
        Map<String, @Nullable Object> values = offset.offset();
        return offset.partition().keySet().equals(fields)
                        && offset.partition().get(topic) instanceof String name
                        && offset.partition().get(partition) instanceof Long number
                        && values != null
                        && values.get(position) instanceof Long at
                ? Optional.of(new TopicPosition(offset, name, number.intValue(), at + ahead))
                : Optional.empty();
    }

    /** {@return how many records there are from this position to the end; empty if the partition is not there} */
    OptionalLong lag(List<OffsetRange> ranges) {
        return partition < ranges.size()
                ? OptionalLong.of(Math.max(0, ranges.get(partition).end() - next))
                : OptionalLong.empty();
    }
}
