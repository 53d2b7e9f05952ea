package io.connectmigrator.kafka.internal.topic;

import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetTransportException;
import io.connectmigrator.offset.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Optional;

/** A live record that has been read as an offset, with or without an envelope around it. */
record OffsetRecord(StoredRecord stored, boolean isOld, boolean isDeleted) {

    /**
     * The one that counts among those of one partition comes last. Workers since 3.0 never look for an old key, and tasks
     * never for one that they cannot have written; of those that they can, the newest is the one in use, and if that does
     * not tell, it is not the one that was written over REST.
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
                    "Look for who wrote it; to do without it, write a tombstone for its key",
                    e);
        }
    }

    /** {@return what two records of one partition have in common, whatever the bytes of their keys} */
    ConnectorOffset partitionAlone() {
        return new ConnectorOffset(stored.partition().orElseThrow(), null);
    }
}
