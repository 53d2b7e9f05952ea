package io.connectmigrator.kafka;

import io.connectmigrator.offset.OffsetFinding;
import io.connectmigrator.offset.OffsetTransportException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final TopicQueries queries;
    private final String topic;
    private final ReentrantLock lock = new ReentrantLock();
    private final FollowedRecords followed = new FollowedRecords();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private Uuid topicId = Uuid.ZERO_UUID;
    private boolean incomplete;
    private long recordsRead;

    TopicScan(KafkaCluster cluster, String topic) {
        this.cluster = cluster;
        this.topic = topic;
        this.queries = new TopicQueries(cluster, topic);
    }

    /** What there is of one connector, and of the topic around it. */
    record Found(
            List<LiveRecord> records, int partitions, Set<ByteBuffer> deletedAtHome, List<OffsetFinding> findings) {}

    /** Says whose records will be asked for. */
    void expect(Collection<String> connectors) {
        lock.lock();
        try {
            connectors.forEach(this::follow);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Reads what is new, up to where the topic ends now.
     *
     * @return the connector's live records; nothing if there is no such topic
     */
    Optional<Found> read(String tried, String connector, IsolationLevel isolation) {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            throw KafkaFailures.of(tried, e);
        }
        try {
            follow(connector);
            Optional<TopicDescription> description = queries.describe(tried);
            description.ifPresent(found -> readOn(tried, found, isolation));
            return description.map(found -> found(connector, found.partitions().size()));
        } finally {
            lock.unlock();
        }
    }

    /** {@return how many records were read so far} */
    long recordsRead() {
        return recordsRead;
    }

    private void follow(String connector) {
        incomplete |= followed.follow(connector);
    }

    private void readOn(String tried, TopicDescription description, IsolationLevel isolation) {
        List<TopicPartition> partitions = new ArrayList<>();
        description.partitions().forEach(found -> partitions.add(new TopicPartition(topic, found.partition())));
        Map<TopicPartition, Long> ends = queries.ends(tried, partitions, isolation);
        if (incomplete || !description.topicId().equals(topicId) || isTruncated(ends)) {
            followed.forget();
            positions.clear();
            topicId = description.topicId();
            incomplete = false;
        }
        try {
            cluster.reader().read(tried, positions, ends, this::accept);
        } catch (StalledException e) {
            throw new OffsetTransportException(tried + " stalled", "", e);
        }
    }

    private boolean isTruncated(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> positions.getOrDefault(end.getKey(), 0L) > end.getValue());
    }

    private void accept(ConsumerRecord<byte[], byte[]> record) {
        recordsRead++;
        followed.accept(record.partition(), record.key(), record.value(), record.timestamp());
    }

    private Found found(String connector, int partitions) {
        List<OffsetFinding> findings = new ArrayList<>();
        if (!followed.foreign().isEmpty()) {
            findings.add(ForeignKeys.finding(topic, followed.foreign()));
        }
        return new Found(followed.of(connector), partitions, Set.of(), findings);
    }
}
