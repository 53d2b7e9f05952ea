package io.connectmigrator.kafka.internal.journal;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.journal.LockOwner;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The records of a journal's topic. The key of an entry is its id, the value its text. Keys of leases and of their
 * heartbeats begin with a character that occurs in no id; their data is in headers. Keys with a colon, which occurs in no id either,
 * belong to another application that shares the topic.
 */
final class JournalRecords {

    private static final String LEASE = "#lease ";
    private static final String HEARTBEAT = "#heartbeat ";

    private static final String OWNER = "owner";
    private static final String SINCE = "since";
    private static final String TRANSACTIONAL_ID = "transactional-id";
    private static final String ID = "id";
    private static final String TAKES_OVER = "takes-over";

    private static final char FOREIGN = ':';

    private final String topic;

    JournalRecords(String topic) {
        this.topic = topic;
    }

    /**
     * {@return the record of an entry}
     *
     * @throws CharacterCodingException if its text has half of a character, which has no bytes
     */
    ProducerRecord<byte[], byte[]> entry(JournalEntry entry) throws CharacterCodingException {
        ByteBuffer text = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(entry.text()));
        byte[] value = new byte[text.remaining()];
        text.get(value);
        return record(entry.id(), value);
    }

    ProducerRecord<byte[], byte[]> lease(LeaseRecord lease) {
        LockOwner owner = lease.owner();
        ProducerRecord<byte[], byte[]> record = record(LEASE + lease.session(), bytes(owner.toString()));
        Headers headers = record.headers();
        headers.add(OWNER, bytes(owner.name()));
        headers.add(SINCE, bytes(owner.since().toString()));
        headers.add(TRANSACTIONAL_ID, bytes(lease.transactionalId()));
        lease.ids().forEach(id -> headers.add(ID, bytes(id)));
        lease.takesOver().forEach(session -> headers.add(TAKES_OVER, bytes(session)));
        return record;
    }

    ProducerRecord<byte[], byte[]> heartbeat(String session) {
        return record(HEARTBEAT + session, new byte[0]);
    }

    /** {@return records that delete these leases} */
    List<ProducerRecord<byte[], byte[]>> tombstones(List<LeaseRecord> leases) {
        return leases.stream()
                .flatMap(lease ->
                        Stream.of(record(LEASE + lease.session(), null), record(HEARTBEAT + lease.session(), null)))
                .toList();
    }

    /** Adds a record to the view. */
    static void read(ConsumerRecord<byte[], byte[]> record, JournalView view) {
        if (record.key() == null) {
            return;
        }
        String key = text(record.key());
        if (key.startsWith(HEARTBEAT)) {
            view.heartbeat(key.substring(HEARTBEAT.length()), record.offset());
        } else if (key.startsWith(LEASE)) {
            readLease(key.substring(LEASE.length()), record, view);
        } else if (record.value() != null && key.indexOf(FOREIGN) < 0) {
            view.entry(new JournalEntry(key, text(record.value())), record.offset());
        }
    }

    private static void readLease(String session, ConsumerRecord<byte[], byte[]> record, JournalView view) {
        if (record.value() == null) {
            view.released(session);
            return;
        }
        Headers headers = record.headers();
        LockOwner owner = new LockOwner(one(headers, OWNER), Instant.parse(one(headers, SINCE)));
        view.lease(new LeaseRecord(
                session, owner, one(headers, TRANSACTIONAL_ID), all(headers, ID), all(headers, TAKES_OVER)));
    }

    private static String one(Headers headers, String name) {
        return text(requireNonNull(headers.lastHeader(name), name).value());
    }

    private static Set<String> all(Headers headers, String name) {
        Set<String> all = new HashSet<>();
        headers.headers(name).forEach(header -> all.add(text(header.value())));
        return all;
    }

    private ProducerRecord<byte[], byte[]> record(String key, byte @Nullable [] value) {
        return new ProducerRecord<>(topic, 0, bytes(key), value);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
