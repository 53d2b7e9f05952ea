package io.connectmigrator.kafka.internal.client;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Looks up offsets in the logs of existing partitions, of all of them in one request. */
public final class LogOffsets {

    /** The offset for a time after the last record. */
    private static final long NONE = -1;

    private final KafkaCluster cluster;

    public LogOffsets(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    /** {@return the end of each partition: of its log, or the last stable offset if uncommitted records are not to be read} */
    public Map<TopicPartition, Long> ends(
            String tried, Collection<TopicPartition> partitions, IsolationLevel isolation) {
        return list(tried, partitions, OffsetSpec.latest(), isolation);
    }

    /** {@return the offset of the first record of each partition; its end if it has none} */
    public Map<TopicPartition, Long> starts(String tried, Collection<TopicPartition> partitions) {
        return list(tried, partitions, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
    }

    /** {@return the offset of the first record of each partition that is not older than a time, without partitions that have none} */
    public Map<TopicPartition, Long> notBefore(String tried, Collection<TopicPartition> partitions, long timestamp) {
        // Negative numbers have other meanings.
        OffsetSpec which = OffsetSpec.forTimestamp(Math.max(0, timestamp));
        Map<TopicPartition, Long> found = list(tried, partitions, which, IsolationLevel.READ_UNCOMMITTED);
        found.values().removeIf(offset -> offset == NONE);
        return found;
    }

    private Map<TopicPartition, Long> list(
            String tried, Collection<TopicPartition> partitions, OffsetSpec which, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
        partitions.forEach(partition -> specs.put(partition, which));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        AdminFutures.await(
                        tried,
                        cluster.admin()
                                .listOffsets(specs, new ListOffsetsOptions(isolation))
                                .all())
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }
}
