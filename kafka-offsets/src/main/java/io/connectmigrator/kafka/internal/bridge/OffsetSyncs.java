package io.connectmigrator.kafka.internal.bridge;

import io.connectmigrator.kafka.internal.client.ExistingTopics;
import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.kafka.internal.client.LogOffsets;
import io.connectmigrator.kafka.internal.client.StallDiagnosis;
import io.connectmigrator.kafka.internal.client.StalledException;
import io.connectmigrator.kafka.internal.client.TopicQueries;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Reads MirrorMaker's topic of offset syncs. Thread-safe. */
final class OffsetSyncs {

    /** The topic may have millions of syncs; those that matter are mostly among the latest. */
    private static final long LATEST = 200_000;

    private static final long MOST = 4_000_000;

    private final KafkaCluster cluster;
    private final TopicPartition topic;

    private OffsetSyncs(KafkaCluster cluster, String topic) {
        this.cluster = cluster;
        this.topic = new TopicPartition(topic, 0);
    }

    /** {@return the topic that exists, in the cluster from which is copied or in the other} */
    static Optional<OffsetSyncs> find(KafkaCluster source, KafkaCluster target, SyncTopics names) {
        return find(source, names.inSource()).or(() -> find(target, names.inTarget()));
    }

    private static Optional<OffsetSyncs> find(KafkaCluster cluster, Set<String> names) {
        return new ExistingTopics(cluster)
                .among("looking for MirrorMaker's offset syncs at " + cluster, names).keySet().stream()
                        .findFirst()
                        .map(topic -> new OffsetSyncs(cluster, topic));
    }

    /** {@return the syncs of some partitions of the source; older ones are left out if there are enough others of each} */
    Map<TopicPartition, SyncHistory> read(
            Set<TopicPartition> wanted, BiPredicate<TopicPartition, SyncHistory> isEnough) {
        String tried = "reading the offset syncs in " + this;
        LogOffsets logs = new LogOffsets(cluster);
        long start = logs.starts(tried, Set.of(topic)).getOrDefault(topic, 0L);
        long end =
                logs.ends(tried, Set.of(topic), IsolationLevel.READ_UNCOMMITTED).getOrDefault(topic, 0L);
        for (long latest = LATEST; ; latest *= 4) {
            long from = Math.max(start, end - latest);
            Map<TopicPartition, SyncHistory> found = new HashMap<>();
            read(tried, from, end, sync -> {
                if (wanted.contains(sync.partition())) {
                    found.computeIfAbsent(sync.partition(), first -> new SyncHistory())
                            .add(sync.sync());
                }
            });
            boolean isComplete = wanted.stream().allMatch(partition -> {
                SyncHistory history = found.get(partition);
                return history != null && isEnough.test(partition, history);
            });
            if (from == start || latest > MOST || isComplete) {
                return found;
            }
        }
    }

    private void read(String tried, long from, long end, Consumer<OfPartition> handler) {
        try {
            cluster.reader(IsolationLevel.READ_UNCOMMITTED)
                    .read(
                            tried,
                            new HashMap<>(Map.of(topic, from)),
                            Map.of(topic, end),
                            record -> parse(record).ifPresent(handler));
        } catch (StalledException e) {
            throw new StallDiagnosis(cluster, new TopicQueries(cluster, topic.topic())).explain(tried, e);
        }
    }

    record OfPartition(TopicPartition partition, OffsetSync sync) {}

    /** {@return the sync in a record, empty if it holds anything else} */
    static Optional<OfPartition> parse(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null || record.value() == null) {
            return Optional.empty();
        }
        try {
            ByteBuffer key = ByteBuffer.wrap(record.key());
            byte[] name = new byte[Math.max(0, key.getShort())];
            key.get(name);
            TopicPartition partition = new TopicPartition(new String(name, StandardCharsets.UTF_8), key.getInt());
            ByteBuffer value = ByteBuffer.wrap(record.value());
            return Optional.of(new OfPartition(partition, new OffsetSync(value.getLong(), value.getLong())));
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return topic.topic() + " at " + cluster;
    }
}
