package io.connectmigrator.kafka;

import io.connectmigrator.offset.OffsetFinding;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransportException;
import io.connectmigrator.offset.StoredRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.jspecify.annotations.Nullable;

/** A topic that holds offsets of source connectors. Thread-safe. */
final class OffsetTopic {

    private final KafkaCluster cluster;
    private final String topic;
    private final TopicQueries queries;
    private final TopicScan scan;

    OffsetTopic(KafkaCluster cluster, String topic) {
        this.cluster = cluster;
        this.topic = topic;
        this.queries = new TopicQueries(cluster, topic);
        this.scan = new TopicScan(cluster, topic);
    }

    void expect(Collection<String> connectors) {
        scan.expect(connectors);
    }

    OffsetSnapshot list(String connector) {
        return read("listing the offsets of connector " + connector, connector, IsolationLevel.READ_UNCOMMITTED);
    }

    OffsetSnapshot peek(String connector) {
        return read("listing the offsets of connector " + connector, connector, IsolationLevel.READ_COMMITTED);
    }

    private OffsetSnapshot read(String what, String connector, IsolationLevel isolation) {
        String tried = what + " from topic " + topic;
        TopicScan.Found found = scan.read(tried, connector, isolation).orElseThrow(() -> queries.missing(tried));
        return snapshot(found);
    }

    private OffsetSnapshot snapshot(TopicScan.Found found) {
        Twins twins = Twins.among(found.records(), topic, found.partitions(), found.deletedAtHome());
        OffsetSnapshot listed = Listing.of(twins.chosen(), topic);
        List<OffsetFinding> findings = new ArrayList<>(listed.findings());
        findings.addAll(twins.findings());
        findings.addAll(found.findings());
        return listed.withFindings(findings);
    }

    void alter(String connector, OffsetSnapshot offsets) {
        String tried = "altering the offsets of connector " + connector + " in topic " + topic;
        TopicScan.Found before = found(tried, connector);
        List<StoredRecord> wanted =
                List.copyOf(WantedRecords.of(connector, offsets, snapshot(before), System.currentTimeMillis()));
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        wanted.forEach(
                record -> records.add(record(before.partitions(), record.key(), record.value(), record.timestamp())));
        cluster.writer().write(tried, records);
        requireWritten(tried, connector, wanted);
    }

    void reset(String connector) {
        String tried = "resetting the offsets of connector " + connector + " in topic " + topic;
        List<ProducerRecord<byte[], byte[]>> tombstones = new ArrayList<>();
        found(tried, connector).records().forEach(record -> tombstones.add(tombstone(record)));
        cluster.writer().write(tried, tombstones);
        List<LiveRecord> left = found(tried, connector).records();
        if (!left.isEmpty()) {
            throw new OffsetTransportException(
                    tried + " wrote " + tombstones.size() + " tombstones, but " + left.size()
                            + " record(s) are there again, such as " + left.get(0),
                    "Look for who else writes the offsets of the connector, then try again",
                    null);
        }
    }

    private TopicScan.Found found(String tried, String connector) {
        return scan.read(tried, connector, IsolationLevel.READ_UNCOMMITTED).orElseThrow(() -> queries.missing(tried));
    }

    private ProducerRecord<byte[], byte[]> tombstone(LiveRecord record) {
        Long now = null;
        byte[] nothing = null;
        return new ProducerRecord<>(topic, record.partition(), now, record.key(), nothing);
    }

    private ProducerRecord<byte[], byte[]> record(int partitions, byte[] key, byte @Nullable [] value, long timestamp) {
        return new ProducerRecord<>(topic, HomePartition.of(key, partitions), timestamp, key, value);
    }

    private void requireWritten(String tried, String connector, List<StoredRecord> wanted) {
        TopicScan.Found after = found(tried, connector);
        List<StoredRecord> different = wanted.stream()
                .filter(record -> find(after, record)
                        .filter(live -> Arrays.equals(live.value(), record.value()))
                        .isEmpty())
                .toList();
        if (!different.isEmpty()) {
            throw new OffsetTransportException(
                    tried + ": all " + wanted.size() + " records were acknowledged, but read back, " + different.size()
                            + " differ, such as " + different.get(0),
                    "Look for who else writes the offsets of the connector, then try again",
                    null);
        }
    }

    private static Optional<LiveRecord> find(TopicScan.Found found, StoredRecord record) {
        return found.records().stream()
                .filter(live -> Arrays.equals(live.key(), record.key()))
                .filter(live -> live.isAtHome(found.partitions()))
                .findFirst();
    }

    /** {@return how reports call it} */
    @Override
    public String toString() {
        return "topic " + topic;
    }
}
