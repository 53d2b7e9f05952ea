package io.connectmigrator.kafka.internal.topic;

import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.kafka.internal.client.KafkaFailures;
import io.connectmigrator.kafka.internal.client.StallDiagnosis;
import io.connectmigrator.kafka.internal.client.StalledException;
import io.connectmigrator.kafka.internal.client.TopicQueries;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Reads the records of connectors from an offset topic. It is read from its beginning once for all connectors that have been
 * requested, and then only as far as it has grown. Thread-safe.
 */
final class TopicScan {

    private final KafkaCluster cluster;
    private final String topic;
    private final TopicQueries queries;
    private final Tombstones tombstones;
    private final Set<String> requested = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final TrackedRecords tracked = new TrackedRecords();
    private final TombstoneIndex tombstoneIndex = new TombstoneIndex();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final AtomicLong recordsRead = new AtomicLong();
    private Uuid topicId = Uuid.ZERO_UUID;

    TopicScan(KafkaCluster cluster, String topic) {
        this.cluster = cluster;
        this.topic = topic;
        this.queries = new TopicQueries(cluster, topic);
        this.tombstones = new Tombstones(cluster.scanner(), topic);
    }

    /** Requests the records of connectors. They are read when the topic is next read from its beginning. */
    void prefetch(Collection<String> connectors) {
        requested.addAll(connectors);
    }

    /**
     * Reads new records up to the current end of the log, or to the last stable offset.
     *
     * @return the records of the connector, empty if the topic does not exist
     */
    Optional<TopicContents> read(String tried, String connector, IsolationLevel isolation) {
        return locked(tried, () -> {
            Optional<TopicDescription> description = queries.describe(tried);
            description.ifPresent(found -> readOn(tried, connector, found, isolation));
            return description.map(found -> found(connector));
        });
    }

    /**
     * {@return the positions outside of the default partitions at which these keys have been deleted, as far as the topic has been
     * read} A worker that starts may take such a tombstone for the latest record.
     */
    Set<KeyPosition> misplacedTombstones(String tried, String connector, Collection<KeyPosition> defaultPositions) {
        return locked(tried, () -> {
            Set<KeyPosition> candidates = new HashSet<>();
            for (int partition : tracked.of(connector).misplacedTombstones()) {
                defaultPositions.forEach(position -> candidates.add(position.in(partition)));
            }
            candidates.removeAll(defaultPositions);
            return tombstones.among(tried, candidates, positions);
        });
    }

    /** {@return the number of records read so far, without those read again for tombstones} */
    long recordsRead() {
        return recordsRead.get();
    }

    private <T> T locked(String tried, Supplier<T> reading) {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            throw KafkaFailures.of(tried, e);
        }
        try {
            return reading.get();
        } catch (StalledException e) {
            throw new StallDiagnosis(cluster, queries).explain(tried, e);
        } finally {
            lock.unlock();
        }
    }

    private void readOn(String tried, String connector, TopicDescription description, IsolationLevel isolation) {
        List<TopicPartition> partitions = new ArrayList<>();
        description.partitions().forEach(found -> partitions.add(new TopicPartition(topic, found.partition())));
        // The ends are requested first: what is committed later is read next time.
        Map<TopicPartition, Long> ends = queries.ends(tried, partitions, isolation);
        if (!tracked.tracks(connector) || isAnother(description) || isTruncated(ends)) {
            requested.add(connector);
            restart(description);
        }
        cluster.scanner().read(tried, positions, ends, this::accept);
        tracked.requireOffsets(tried);
        tombstoneIndex.search(
                tracked.emptyDefaultPositions(),
                defaultPositions -> tombstones.among(tried, defaultPositions, positions));
    }

    private boolean isAnother(TopicDescription description) {
        return !description.topicId().equals(topicId)
                || description.partitions().size() != tracked.partitions();
    }

    private boolean isTruncated(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> positions.getOrDefault(end.getKey(), 0L) > end.getValue());
    }

    private void restart(TopicDescription description) {
        List<String> more = List.copyOf(requested);
        requested.removeAll(more);
        tracked.restart(description.partitions().size(), more);
        tombstoneIndex.clear();
        positions.clear();
        topicId = description.topicId();
    }

    private void accept(ConsumerRecord<ByteBuffer, ByteBuffer> record) {
        // Written only under the lock.
        recordsRead.setRelease(recordsRead.getPlain() + 1);
        tracked.accept(record);
        tombstoneIndex.accept(record);
    }

    private TopicContents found(String connector) {
        ConnectorRecords records = tracked.of(connector);
        return new TopicContents(
                records.live(),
                tracked.partitions(),
                tombstoneIndex.of(records.emptyDefaultPositions()),
                ForeignKeys.findings(topic, tracked.foreign()));
    }
}
