package io.connectmigrator.kafka.internal.topic;

import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.kafka.internal.client.TopicQueries;
import io.connectmigrator.offset.OffsetFinding;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransportException;
import io.connectmigrator.offset.StoredRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.jspecify.annotations.Nullable;

/** A topic that holds offsets of source connectors. Thread-safe. */
public final class OffsetTopic {

    private final KafkaCluster cluster;
    private final String topic;
    private final WhenMissing whenMissing;
    private final TopicQueries queries;
    private final TopicScan scan;
    private volatile @Nullable List<OffsetFinding> retention;

    public OffsetTopic(KafkaCluster cluster, String topic, WhenMissing whenMissing) {
        this.cluster = cluster;
        this.topic = topic;
        this.whenMissing = whenMissing;
        this.queries = new TopicQueries(cluster, topic);
        this.scan = new TopicScan(cluster, topic);
    }

    /** What to do if the topic does not exist. */
    public enum WhenMissing {
        /** Fail: the workers create their topic when they start, so the name or the cluster must be wrong. */
        FAIL,
        /** Create it when it is written: it is the topic of one connector, which a worker creates when the connector first starts. */
        CREATE
    }

    public void prefetch(Collection<String> connectors) {
        scan.prefetch(connectors);
    }

    /** {@return the connector's offsets up to the end of the log; waits for open transactions} */
    public OffsetSnapshot list(String connector) {
        return read(connector, IsolationLevel.READ_UNCOMMITTED);
    }

    /** {@return the connector's offsets up to the first open transaction} */
    public OffsetSnapshot peek(String connector) {
        return read(connector, IsolationLevel.READ_COMMITTED);
    }

    private OffsetSnapshot read(String connector, IsolationLevel isolation) {
        String tried = tried("listing", connector);
        Optional<TopicContents> contents = scan.read(tried, connector, isolation);
        if (contents.isEmpty() && whenMissing == WhenMissing.FAIL) {
            throw queries.missing(tried);
        }
        return contents.map(this::snapshot).orElseGet(OffsetSnapshot::empty);
    }

    private OffsetSnapshot snapshot(TopicContents contents) {
        OffsetSnapshot snapshot = SnapshotBuilder.of(contents, topic);
        List<OffsetFinding> findings = new ArrayList<>(snapshot.findings());
        findings.addAll(retention());
        return snapshot.withFindings(findings);
    }

    /**
     * Writes offsets, and reads them back. A missing topic is created only if it is that of one connector.
     *
     * @return the records that were written
     */
    public Collection<StoredRecord> alter(String connector, OffsetSnapshot offsets) {
        String tried = tried("altering", connector);
        TopicContents before = existing(tried, connector);
        Collection<StoredRecord> wanted = OffsetEncoder.of(
                connector,
                offsets,
                SnapshotBuilder.of(before, topic),
                cluster.time().currentTimeMillis());
        write(tried, connector, wanted, before);
        return wanted;
    }

    /** Writes records of a connector, and reads them back. A missing topic is created only if it is that of one connector. */
    public void write(String connector, Collection<StoredRecord> wanted) {
        String tried = tried("altering", connector);
        write(tried, connector, wanted, existing(tried, connector));
    }

    private void write(String tried, String connector, Collection<StoredRecord> wanted, TopicContents before) {
        RecordsToWrite toWrite = new RecordsToWrite(wanted, before.partitions());
        Set<KeyPosition> defaultPositions = Set.copyOf(toWrite.positions());
        toWrite.alsoAt(before.records().stream().map(LiveRecord::position).toList());
        toWrite.alsoAt(scan.misplacedTombstones(tried, connector, defaultPositions));
        cluster.writer().write(tried, toWrite.toProduce(topic));
        toWrite.requireAmong(existing(tried, connector).records(), tried);
    }

    /** Writes records without reading the topic. */
    public void append(String connector, Collection<StoredRecord> records) {
        String tried = tried("altering", connector);
        int partitions = queries.describe(tried)
                .orElseThrow(() -> queries.missing(tried))
                .partitions()
                .size();
        cluster.writer().write(tried, new RecordsToWrite(records, partitions).toProduce(topic));
    }

    /** Deletes every live record of the connector, in every partition and with every form of its key. */
    public void reset(String connector) {
        String tried = tried("resetting", connector);
        Optional<TopicContents> before = scan.read(tried, connector, IsolationLevel.READ_UNCOMMITTED);
        if (before.isEmpty() && whenMissing == WhenMissing.CREATE) {
            return;
        }
        List<LiveRecord> records =
                before.orElseThrow(() -> queries.missing(tried)).records();
        cluster.writer().write(tried, records.stream().map(this::tombstone).toList());
        List<LiveRecord> left = existing(tried, connector).records();
        if (!left.isEmpty()) {
            throw new OffsetTransportException(
                    tried + ": all " + records.size() + " tombstones were acknowledged, but when read back, there are "
                            + left.size() + " record(s), such as " + left.get(0),
                    "Look for another client that writes the offsets of the connector, then try again",
                    null);
        }
    }

    private ProducerRecord<byte[], byte[]> tombstone(LiveRecord record) {
        Long now = null;
        byte[] nothing = null;
        return new ProducerRecord<>(topic, record.partition(), now, record.key(), nothing);
    }

    private TopicContents existing(String tried, String connector) {
        Optional<TopicContents> contents = scan.read(tried, connector, IsolationLevel.READ_UNCOMMITTED);
        if (contents.isPresent()) {
            return contents.get();
        }
        if (whenMissing == WhenMissing.FAIL) {
            throw queries.missing(tried);
        }
        queries.create(tried);
        return scan.read(tried, connector, IsolationLevel.READ_UNCOMMITTED).orElseThrow(() -> queries.missing(tried));
    }

    /** Requested once: it concerns the topic, not a connector. */
    private List<OffsetFinding> retention() {
        List<OffsetFinding> known = retention;
        if (known == null) {
            known = Retention.findings(queries, topic);
            retention = known;
        }
        return known;
    }

    private String tried(String doing, String connector) {
        return doing + " the offsets of connector " + connector + " in " + this;
    }

    /** {@return the name that reports show} */
    public String name() {
        return "topic " + topic;
    }

    /** {@return the id of the Kafka cluster that it is on, if the brokers have one} */
    public Optional<String> kafkaClusterId() {
        return cluster.id();
    }

    /** {@return the name with the id of the Kafka cluster, if the brokers have one} */
    public Optional<String> location() {
        return kafkaClusterId().map(id -> name() + " on Kafka cluster " + id);
    }

    /** {@return the name that messages show} */
    @Override
    public String toString() {
        return name() + " at " + cluster;
    }
}
