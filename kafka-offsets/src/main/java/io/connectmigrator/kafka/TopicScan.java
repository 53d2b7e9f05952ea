package io.connectmigrator.kafka;

import io.connectmigrator.offset.OffsetTransportException;
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
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * What an offset topic holds of the connectors that somebody asks for. The topic is read from its beginning once for all
 * whose names are known by then, and from there on only what is new. Thread-safe.
 */
final class TopicScan {

    private final KafkaCluster cluster;
    private final String topic;
    private final TopicQueries queries;
    private final Tombstones tombstones;
    private final Set<String> expected = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final FollowedRecords followed = new FollowedRecords();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Map<KeyPlace, Boolean> deletedAtHome = new HashMap<>();
    private Uuid topicId = Uuid.ZERO_UUID;
    private final AtomicLong recordsRead = new AtomicLong();

    TopicScan(KafkaCluster cluster, String topic) {
        this.cluster = cluster;
        this.topic = topic;
        this.queries = new TopicQueries(cluster, topic);
        this.tombstones = new Tombstones(cluster.reader(), topic);
    }

    /** Says whose records will be asked for. They are looked for when the topic is next read from its beginning. */
    void expect(Collection<String> connectors) {
        expected.addAll(connectors);
    }

    /**
     * Reads what is new, up to where the topic ends now: its log, or only what is not under an open transaction.
     *
     * @return what there is of the connector; nothing if there is no such topic
     */
    Optional<Found> read(String tried, String connector, IsolationLevel isolation) {
        return locked(tried, () -> {
            Optional<TopicDescription> description = queries.describe(tried);
            if (description.isEmpty()) {
                return Optional.empty();
            }
            readOn(tried, connector, description.get(), isolation);
            lookForTombstonesAtHome(tried);
            return Optional.of(found(connector));
        });
    }

    /**
     * {@return where else than at home the keys have been deleted, as far as has been read} A worker that starts may take such
     * a tombstone for the latest.
     */
    Set<KeyPlace> tombstonesAstray(String tried, String connector, Collection<KeyPlace> homes) {
        return locked(tried, () -> {
            Set<KeyPlace> candidates = new HashSet<>();
            for (int partition : followed.of(connector).tombstonesAstray()) {
                homes.stream()
                        .filter(home -> home.partition() != partition)
                        .forEach(home -> candidates.add(home.in(partition)));
            }
            return tombstones.among(tried, candidates, positions);
        });
    }

    /** {@return how many records were read so far, those that were looked at again not counted} */
    long recordsRead() {
        return recordsRead.get();
    }

    private interface Reading<T> {
        T read();
    }

    private <T> T locked(String tried, Reading<T> reading) {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            throw KafkaFailures.of(tried, e);
        }
        try {
            return reading.read();
        } catch (StalledException e) {
            throw new StallReport(cluster, queries).explain(tried, e);
        } finally {
            lock.unlock();
        }
    }

    private void readOn(String tried, String connector, TopicDescription description, IsolationLevel isolation) {
        List<TopicPartition> partitions = new ArrayList<>();
        description.partitions().forEach(found -> partitions.add(new TopicPartition(topic, found.partition())));
        Map<TopicPartition, Long> ends = queries.ends(tried, partitions, isolation);
        if (!followed.follows(connector) || isAnother(description) || isTruncated(ends)) {
            expected.add(connector);
            restart(description);
        }
        cluster.reader().read(tried, positions, ends, this::accept);
        if (!followed.hasOffsets() && !followed.foreign().isEmpty()) {
            throw notAnOffsetTopic(tried);
        }
    }

    private boolean isAnother(TopicDescription description) {
        return !description.topicId().equals(topicId)
                || description.partitions().size() != followed.partitions();
    }

    private boolean isTruncated(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> positions.getOrDefault(end.getKey(), 0L) > end.getValue());
    }

    private void restart(TopicDescription description) {
        List<String> more = List.copyOf(expected);
        expected.removeAll(more);
        followed.restart(description.partitions().size(), more);
        positions.clear();
        deletedAtHome.clear();
        topicId = description.topicId();
    }

    private void accept(ConsumerRecord<byte[], byte[]> record) {
        recordsRead.incrementAndGet();
        followed.accept(record);
        if (!deletedAtHome.isEmpty() && record.key() != null) {
            deletedAtHome.computeIfPresent(
                    KeyPlace.of(record.partition(), record.key()), (place, before) -> record.value() == null);
        }
    }

    private void lookForTombstonesAtHome(String tried) {
        Set<KeyPlace> unknown = new HashSet<>();
        for (LiveRecord record : followed.onlyAstray()) {
            unknown.add(record.place().in(record.home()));
        }
        unknown.removeAll(deletedAtHome.keySet());
        Set<KeyPlace> deleted = tombstones.among(tried, unknown, positions);
        unknown.forEach(place -> deletedAtHome.put(place, deleted.contains(place)));
    }

    private Found found(String connector) {
        Set<KeyPlace> deleted = new HashSet<>();
        for (LiveRecord record : followed.of(connector).onlyAstray()) {
            KeyPlace home = record.place().in(record.home());
            if (deletedAtHome.getOrDefault(home, false)) {
                deleted.add(home);
            }
        }
        return new Found(
                List.copyOf(followed.of(connector).live()),
                followed.partitions(),
                deleted,
                ForeignKeys.findings(topic, followed.foreign()));
    }

    private OffsetTransportException notAnOffsetTopic(String tried) {
        return new OffsetTransportException(
                tried + " failed: " + topic + " on the brokers at " + cluster
                        + " is not an offset topic; none of its keys is" + " that of an offset, as in "
                        + followed.foreign() + "; nothing was written",
                "Check offset.storage.topic of the workers",
                null);
    }
}
