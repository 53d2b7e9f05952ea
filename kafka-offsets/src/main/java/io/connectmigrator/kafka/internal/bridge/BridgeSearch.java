package io.connectmigrator.kafka.internal.bridge;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.offset.TranslatedOffset.Way;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Searches in all partitions of one call: what is needed of most of them is requested together. Belongs to one thread. */
final class BridgeSearch {

    /** At most this many partitions are read together. */
    private static final int BATCH = 50;

    /** As many records as come between two syncs of MirrorMaker, and some more. */
    private static final int AHEAD = 256;

    private final BridgeSettings settings;
    private final PartitionPairs partitions;
    private final Map<TopicPartition, Long> offsets;
    private final KafkaLogs here;
    private final KafkaLogs there;
    private final Map<TopicPartition, KafkaLog> from;
    private final Map<TopicPartition, KafkaLog> to;
    private final Map<TopicPartition, SyncHistory> syncs;

    BridgeSearch(
            KafkaCluster from,
            KafkaCluster to,
            BridgeSettings settings,
            IsolationLevel sink,
            Map<TopicPartition, Long> offsets) {
        this.settings = settings;
        this.offsets = offsets;
        this.partitions = new PartitionPairs(from, to, settings, offsets.keySet());
        IsolationLevel mirror =
                settings.readCommitted() ? IsolationLevel.READ_COMMITTED : IsolationLevel.READ_UNCOMMITTED;
        // The original is read as the mirror does, the copy as the sink does.
        this.here = new KafkaLogs(from, settings.reversed() ? sink : mirror);
        this.there = new KafkaLogs(to, settings.reversed() ? mirror : sink);
        this.from = here.of(partitions.pairs().keySet());
        this.to = there.of(Set.copyOf(partitions.pairs().values()));
        this.syncs = settings.way() == Way.OFFSET_SYNC ? syncs(from, to) : Map.of();
    }

    private Map<TopicPartition, SyncHistory> syncs(KafkaCluster from, KafkaCluster to) {
        Map<TopicPartition, Long> wanted = new HashMap<>();
        partitions
                .pairs()
                .forEach((here, there) ->
                        wanted.put(settings.reversed() ? there : here, offsets.getOrDefault(here, 0L)));
        return (settings.reversed()
                        ? OffsetSyncs.find(to, from, settings.syncs())
                        : OffsetSyncs.find(from, to, settings.syncs()))
                .map(found -> found.read(
                        wanted.keySet(),
                        (partition, history) -> !upTo(history, wanted.getOrDefault(partition, 0L))
                                .isEmpty()))
                .orElse(Map.of());
    }

    private List<OffsetSync> upTo(SyncHistory history, long offset) {
        return settings.reversed() ? history.downTo(offset - 1) : history.upTo(offset - 1);
    }

    private SyncHistory syncs(TopicPartition partition) {
        TopicPartition there = requireNonNull(partitions.pairs().get(partition));
        return syncs.getOrDefault(settings.reversed() ? there : partition, new SyncHistory());
    }

    /** {@return what was found of each partition, in the order of topics and partitions} */
    List<Found> run() {
        List<TopicPartition> sorted = offsets.keySet().stream()
                .sorted(Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition))
                .toList();
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i += BATCH) {
            List<TopicPartition> batch = sorted.subList(i, Math.min(sorted.size(), i + BATCH));
            fetch(batch);
            batch.forEach(partition -> found.add(find(partition)));
        }
        return found;
    }

    /** Reads of each partition what most searches need. */
    private void fetch(List<TopicPartition> batch) {
        Map<TopicPartition, KafkaLog> logs = new HashMap<>();
        Map<TopicPartition, KafkaLog> others = new HashMap<>();
        Map<TopicPartition, Long> begin = new HashMap<>();
        Map<TopicPartition, Long> end = new HashMap<>();
        Map<TopicPartition, Long> otherBegin = new HashMap<>();
        Map<TopicPartition, Long> otherEnd = new HashMap<>();
        int before = settings.reversed() ? ReturnSearch.READ : settings.limits().context();
        for (TopicPartition partition : batch) {
            TopicPartition other = partitions.pairs().get(partition);
            if (other == null) {
                continue;
            }
            long offset = offsets.getOrDefault(partition, 0L);
            logs.put(partition, requireNonNull(from.get(partition)));
            begin.put(partition, offset - before);
            end.put(partition, offset + settings.limits().context());
            upTo(syncs(partition), offset).stream().findFirst().ifPresent(sync -> {
                long at = settings.reversed() ? sync.upstream() : sync.downstream();
                others.put(other, requireNonNull(to.get(other)));
                otherBegin.put(other, at - before);
                otherEnd.put(other, at + AHEAD);
            });
        }
        here.fetch(logs, begin, end);
        there.fetch(others, otherBegin, otherEnd);
    }

    private Found find(TopicPartition partition) {
        long offset = offsets.getOrDefault(partition, 0L);
        TopicPartition other = partitions.pairs().get(partition);
        if (other == null) {
            return new Found(
                    partition, offset, null, partitions.without(partition).orElseThrow());
        }
        KafkaLog log = requireNonNull(from.get(partition));
        KafkaLog otherLog = requireNonNull(to.get(other));
        Found found = new Found(partition, offset, other, find(partition, log, otherLog, offset));
        log.keep(List.of(), 0, 0);
        otherLog.keep(List.of(), 0, 0);
        return found;
    }

    private SearchResult find(TopicPartition partition, LogView log, LogView other, long offset) {
        if (settings.way() == Way.SAME_OFFSET) {
            return new SameOffsetSearch(log, other).find(offset);
        }
        SyncHistory history = syncs(partition);
        return settings.reversed()
                ? new ReturnSearch(log, other, history, settings.limits()).find(offset)
                : new PartitionSearch(log, other, history, settings.limits()).find(offset);
    }

    /** {@return the partition in the other cluster for each that has one} */
    Map<TopicPartition, TopicPartition> pairs() {
        return partitions.pairs();
    }

    LogView log(TopicPartition partition) {
        return requireNonNull(from.get(partition));
    }

    LogView other(TopicPartition partition) {
        return requireNonNull(to.get(partition));
    }

    boolean hasSyncs(TopicPartition partition) {
        return !syncs(partition).isEmpty();
    }
}
