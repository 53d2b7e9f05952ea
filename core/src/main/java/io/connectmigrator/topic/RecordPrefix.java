package io.connectmigrator.topic;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a record: what tells in which format its key and its value are, and with which schemas they were written. Immutable.
 * It is never printed, since these bytes may be of the data.
 */
public final class RecordPrefix {

    /** How many bytes of key and value are kept: enough for every known prefix of a schema. */
    public static final int LENGTH = 21;

    private final int partition;
    private final long offset;
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final byte @Nullable [] keySchemaId;
    private final byte @Nullable [] valueSchemaId;

    /**
     * Copies the arrays, of key and value the first {@value #LENGTH} bytes.
     *
     * @param partition the partition
     * @param offset the offset
     * @param key the key, or null if it has none
     * @param value the value, or null if it has none
     * @param keySchemaId the value of the header {@code __key_schema_id}, or null if it has none
     * @param valueSchemaId the value of the header {@code __value_schema_id}, or null if it has none
     */
    public RecordPrefix(
            int partition,
            long offset,
            byte @Nullable [] key,
            byte @Nullable [] value,
            byte @Nullable [] keySchemaId,
            byte @Nullable [] valueSchemaId) {
        this.partition = partition;
        this.offset = offset;
        this.key = beginning(key);
        this.value = beginning(value);
        this.keySchemaId = beginning(keySchemaId);
        this.valueSchemaId = beginning(valueSchemaId);
    }

    /** {@return the partition} */
    public int partition() {
        return partition;
    }

    /** {@return the offset} */
    public long offset() {
        return offset;
    }

    /** {@return the first bytes of the key, or null if it has none} */
    public byte @Nullable [] key() {
        return copy(key);
    }

    /** {@return the first bytes of the value, or null if it has none} */
    public byte @Nullable [] value() {
        return copy(value);
    }

    /** {@return the header {@code __key_schema_id}, or null if there is none} */
    public byte @Nullable [] keySchemaId() {
        return copy(keySchemaId);
    }

    /** {@return the header {@code __value_schema_id}, or null if there is none} */
    public byte @Nullable [] valueSchemaId() {
        return copy(valueSchemaId);
    }

    private static byte @Nullable [] beginning(byte @Nullable [] bytes) {
        return bytes == null ? null : Arrays.copyOf(bytes, Math.min(bytes.length, LENGTH));
    }

    private static byte @Nullable [] copy(byte @Nullable [] bytes) {
        return bytes == null ? null : bytes.clone();
    }

    /** {@return partition and offset} */
    @Override
    public String toString() {
        return partition + "-" + offset;
    }
}
