package io.connectmigrator.kafka.internal.topic;

import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.offset.OffsetTransportException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** One copy of histories to a topic. What is there already must be the beginning of the copy, and is not written again. */
public final class HistoryCopy {

    private static final int BATCH_RECORDS = 500;
    private static final int BATCH_BYTES = 1024 * 1024;

    private final KafkaCluster cluster;
    private final List<HistoryTopic> from;
    private final String name;
    private final HistoryTopic to;
    private final Map<String, Map<String, String>> newNames;
    private final String tried;

    /**
     * Accesses nothing.
     *
     * @param newNames for a field of the source, the new names by the present ones
     */
    public HistoryCopy(KafkaCluster cluster, List<String> from, String to, Map<String, Map<String, String>> newNames) {
        this.cluster = cluster;
        this.from = from.stream().map(topic -> new HistoryTopic(cluster, topic)).toList();
        this.name = to;
        this.to = new HistoryTopic(cluster, to);
        this.newNames = newNames;
        this.tried = "copying the schema history " + String.join(", ", from) + " to topic " + to + " at " + cluster;
    }

    /** {@return the number of records in the copy} */
    public long run() {
        from.forEach(HistoryTopic::requireThere);
        from.forEach(HistoryTopic::requireWhole);
        requireNames();
        Map<HistoryTopic, Long> ends = new LinkedHashMap<>();
        from.forEach(topic -> ends.put(topic, topic.end()));
        if (!to.exists()) {
            to.create(from.stream().mapToInt(HistoryTopic::largestRecord).max().orElse(0));
        }
        List<ByteBuffer> wanted = append(ends);
        if (!wanted.equals(digests(to))) {
            throw new OffsetTransportException(
                    tried + " failed: what was read back is not what was written",
                    "Look for another program that writes to the topic, and copy to a new one",
                    null);
        }
        ends.forEach(this::requireQuiet);
        return wanted.size();
    }

    private void requireNames() {
        Map<String, Set<String>> present = new LinkedHashMap<>();
        from.forEach(topic -> topic.sources()
                .keySet()
                .forEach(source ->
                        source.forEach((field, value) -> present.merge(field, Set.of(value), HistoryCopy::union))));
        newNames.forEach((field, names) -> names.forEach((before, after) -> {
            Set<String> values = present.getOrDefault(field, Set.of());
            if (!values.contains(before)) {
                throw refused(
                        "no record has the " + field + " '" + before + "' in its source; there are " + values,
                        "Check the name");
            }
            if (values.contains(after)) {
                throw refused(
                        "there are records with the " + field + " '" + after
                                + "' already, so that two histories would become one",
                        "Copy only the history of the connector, or leave the name as it is");
            }
        }));
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toSet());
    }

    /** Writes what is not there yet, and returns the digests of all records of the copy. */
    private List<ByteBuffer> append(Map<HistoryTopic, Long> ends) {
        List<ByteBuffer> there = digests(to);
        List<ByteBuffer> wanted = new ArrayList<>();
        ends.forEach((topic, end) -> topic.read(0, end, record -> wanted.add(digest(copy(record)))));
        if (there.size() > wanted.size() || !there.equals(wanted.subList(0, there.size()))) {
            throw refused(
                    "the topic has " + there.size() + " records, which are not the beginning of the copy",
                    "Copy to another topic, or delete this one if nothing needs it");
        }
        Batch batch = new Batch(there.size());
        ends.forEach((topic, end) -> topic.read(0, end, record -> batch.add(copy(record))));
        batch.write();
        return wanted;
    }

    private List<ByteBuffer> digests(HistoryTopic topic) {
        List<ByteBuffer> digests = new ArrayList<>();
        topic.read(
                topic.start(),
                topic.end(),
                record -> digests.add(digest(record.key(), record.value(), record.headers())));
        return digests;
    }

    private void requireQuiet(HistoryTopic topic, long end) {
        if (topic.end() != end) {
            throw new OffsetTransportException(
                    tried + " failed: records have been written to the history meanwhile, which are not in the copy",
                    "Stop the connector, and call again",
                    null);
        }
    }

    private OffsetTransportException refused(String happened, String remedy) {
        return new OffsetTransportException(tried + " failed: " + happened + "; nothing was written", remedy, null);
    }

    private ProducerRecord<byte[], byte[]> copy(ConsumerRecord<byte[], byte[]> record) {
        @Nullable Long timestamp = record.timestamp() < 0 ? null : record.timestamp();
        byte @Nullable [] value = HistorySource.of(record.value()).renamed(newNames);
        return new ProducerRecord<>(name, 0, timestamp, record.key(), value, record.headers());
    }

    private static ByteBuffer digest(ProducerRecord<byte[], byte[]> record) {
        return digest(record.key(), record.value(), record.headers());
    }

    private static ByteBuffer digest(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        MessageDigest digest = sha256();
        add(digest, key);
        add(digest, value);
        for (Header header : headers) {
            add(digest, header.key().getBytes(StandardCharsets.UTF_8));
            add(digest, header.value());
        }
        return ByteBuffer.wrap(digest.digest());
    }

    private static void add(MessageDigest digest, byte @Nullable [] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(bytes == null ? -1 : bytes.length)
                .flip());
        if (bytes != null) {
            digest.update(bytes);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Records that are written together. */
    private final class Batch {

        private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        private long skipped;
        private int bytes;

        Batch(long skipped) {
            this.skipped = skipped;
        }

        void add(ProducerRecord<byte[], byte[]> record) {
            if (skipped > 0) {
                skipped--;
                return;
            }
            records.add(record);
            bytes += record.value() == null ? 0 : record.value().length;
            if (records.size() >= BATCH_RECORDS || bytes >= BATCH_BYTES) {
                write();
            }
        }

        void write() {
            cluster.writer().write(tried, records);
            records.clear();
            bytes = 0;
        }
    }
}
