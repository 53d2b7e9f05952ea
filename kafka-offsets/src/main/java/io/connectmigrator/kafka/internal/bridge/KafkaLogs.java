package io.connectmigrator.kafka.internal.bridge;

import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.kafka.internal.client.LogOffsets;
import io.connectmigrator.kafka.internal.client.StallDiagnosis;
import io.connectmigrator.kafka.internal.client.StalledException;
import io.connectmigrator.kafka.internal.client.TopicQueries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;

/** The logs of partitions of one Kafka cluster, as a consumer with a certain isolation level sees them. Belongs to one thread. */
final class KafkaLogs {

    private final KafkaCluster cluster;
    private final IsolationLevel isolation;
    private final LogOffsets offsets;

    KafkaLogs(KafkaCluster cluster, IsolationLevel isolation) {
        this.cluster = cluster;
        this.isolation = isolation;
        this.offsets = new LogOffsets(cluster);
    }

    /** {@return the logs of existing partitions; their number of requests does not depend on that of the partitions} */
    Map<TopicPartition, KafkaLog> of(Set<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return Map.of();
        }
        String tried = "asking for the offsets of " + partitions.size() + " partitions at " + cluster;
        Map<TopicPartition, Long> starts = offsets.starts(tried, partitions);
        Map<TopicPartition, Long> ends = offsets.ends(tried, partitions, isolation);
        Map<TopicPartition, Long> logEnds = isolation == IsolationLevel.READ_UNCOMMITTED
                ? ends
                : offsets.ends(tried, partitions, IsolationLevel.READ_UNCOMMITTED);
        Map<TopicPartition, KafkaLog> logs = new HashMap<>();
        partitions.forEach(partition -> logs.put(
                partition,
                new KafkaLog(
                        this,
                        partition,
                        starts.getOrDefault(partition, 0L),
                        ends.getOrDefault(partition, 0L),
                        logEnds.getOrDefault(partition, 0L))));
        return logs;
    }

    /** Reads some records of several logs at once, from one offset of each up to another. */
    void fetch(Map<TopicPartition, KafkaLog> logs, Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
        Map<TopicPartition, Long> starts = new HashMap<>();
        Map<TopicPartition, Long> ends = new HashMap<>();
        logs.forEach((partition, log) -> {
            long first = Math.max(log.start(), from.getOrDefault(partition, 0L));
            long last = Math.min(log.end(), to.getOrDefault(partition, 0L));
            if (first < last) {
                starts.put(partition, first);
                ends.put(partition, last);
            }
        });
        Map<TopicPartition, List<LogRecord>> read = read(starts, ends);
        logs.forEach((partition, log) -> {
            Long first = starts.get(partition);
            Long last = ends.get(partition);
            if (first != null && last != null) {
                log.keep(read.getOrDefault(partition, List.of()), first, last);
            }
        });
    }

    List<LogRecord> read(TopicPartition partition, long from, long to) {
        return from >= to
                ? List.of()
                : read(Map.of(partition, from), Map.of(partition, to)).getOrDefault(partition, List.of());
    }

    private Map<TopicPartition, List<LogRecord>> read(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
        String tried = "reading records of " + from.size() + " partitions at " + cluster;
        Map<TopicPartition, List<LogRecord>> records = new HashMap<>();
        try {
            cluster.reader(isolation).read(tried, new HashMap<>(from), to, record -> {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (record.offset() >= from.getOrDefault(partition, 0L)
                        && record.offset() < to.getOrDefault(partition, 0L)) {
                    records.computeIfAbsent(partition, first -> new ArrayList<>())
                            .add(of(record));
                }
            });
        } catch (StalledException e) {
            String topic = from.keySet().iterator().next().topic();
            throw new StallDiagnosis(cluster, new TopicQueries(cluster, topic)).explain(tried, e);
        }
        return records;
    }

    private static LogRecord of(ConsumerRecord<byte[], byte[]> record) {
        return new LogRecord(
                record.offset(),
                RecordIdentity.of(record.key(), record.value(), record.headers(), record.timestamp()),
                record.timestampType() == TimestampType.LOG_APPEND_TIME,
                Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize()));
    }

    OptionalLong notBefore(TopicPartition partition, long timestamp) {
        Long found = offsets.notBefore(
                        "asking for the offset of " + partition + " at a time at " + cluster,
                        Set.of(partition),
                        timestamp)
                .get(partition);
        return found == null ? OptionalLong.empty() : OptionalLong.of(found);
    }
}
