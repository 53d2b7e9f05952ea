package io.connectmigrator.kafka.internal.topic;

import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetTransportException;
import io.connectmigrator.offset.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Optional;

/** A live record that has been read as an offset, with or without an envelope. */
record OffsetRecord(StoredRecord stored, boolean isOld, boolean isDeleted) {

    /**
     * Among the records of one source partition, the one that counts is the greatest. Workers since 3.0 never read a key in an
     * envelope, and tasks never a key that they cannot have written; among the others the newest counts, and among those of the
     * same time the one that was not written over REST.
     */
    static final Comparator<OffsetRecord> PRECEDENCE = Comparator.comparing((OffsetRecord record) -> !record.isOld)
            .thenComparing(record -> record.stored.hasKeyOfTask())
            .thenComparingLong(record -> record.stored.timestamp())
            .thenComparing(record -> !record.stored.hasKeyOfRest());

    /** {@return the record as an offset, if its key is that of one} */
    static Optional<OffsetRecord> of(LiveRecord record) {
        byte[] key = Envelope.payload(record.key());
        byte[] value = Envelope.payload(record.value());
        try {
            StoredRecord stored = StoredRecord.of(
                    key == null ? record.key() : key, value == null ? record.value() : value, record.timestamp());
            boolean deleted = "null".equals(new String(stored.value(), StandardCharsets.UTF_8));
            return Optional.of(new OffsetRecord(stored, key != null, deleted));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean hasPartition() {
        return stored.partition().isPresent();
    }

    ConnectorOffset toOffset(String topic) {
        try {
            return stored.toOffset();
        } catch (IllegalArgumentException e) {
            throw new OffsetTransportException(
                    "listing the offsets of connector " + stored.connector() + " in topic " + topic
                            + " failed: the value of key " + new KeyBytes(stored.key())
                            + " is not the JSON of an offset",
                    "Look for the application that wrote it; to ignore it, write a tombstone for its key",
                    e);
        }
    }

    /** {@return the source partition alone, which is equal for two records of it whatever the bytes of their keys} */
    ConnectorOffset partitionAlone() {
        return new ConnectorOffset(stored.partition().orElseThrow(), null);
    }
}
