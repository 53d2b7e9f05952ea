package io.connectmigrator.kafka.internal.topic;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** The key of a record, or a part of one. Two are equal when their bytes are. */
final class KeyBytes {

    private static final int SHOWN_CHARACTERS = 200;

    private final byte[] array;
    private final int from;
    private final int length;

    /** Zero until it is computed: of most records only the part of the key is looked up that names the connector. */
    private int hash;

    /** Takes the bytes without copying them. */
    KeyBytes(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private KeyBytes(byte[] array, int from, int length) {
        this.array = array;
        this.from = from;
        this.length = length;
    }

    /** {@return the bytes in a buffer, without copying them if it has an array} */
    static KeyBytes in(ByteBuffer buffer) {
        return buffer.hasArray()
                ? new KeyBytes(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining())
                : new KeyBytes(Utils.toArray(buffer));
    }

    int length() {
        return length;
    }

    byte at(int index) {
        return array[from + index];
    }

    /** {@return a part of these bytes, without copying it} */
    KeyBytes part(int begin, int end) {
        return new KeyBytes(array, from + begin, end - begin);
    }

    boolean isAt(byte[] other, int index) {
        return Arrays.equals(array, from, from + length, other, index, index + length);
    }

    void copyTo(byte[] other, int index) {
        System.arraycopy(array, from, other, index, length);
    }

    /** {@return the same bytes in an array of their own} */
    KeyBytes copy() {
        KeyBytes copy = new KeyBytes(Arrays.copyOfRange(array, from, from + length));
        copy.hash = hash;
        return copy;
    }

    /** {@return the bytes, not copied unless they are a part of an array} */
    byte[] bytes() {
        return length == array.length ? array : Arrays.copyOfRange(array, from, from + length);
    }

    /** {@return the partition that Kafka's default partitioner gives the key} It changes for most keys when the topic gets more partitions. */
    int defaultPartition(int partitions) {
        return Utils.toPositive(Utils.murmur2(bytes())) % partitions;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyBytes that
                && Arrays.equals(array, from, from + length, that.array, that.from, that.from + that.length);
    }

    /** The CPU computes this checksum much faster than {@code Arrays.hashCode}, and every record needs one. */
    @Override
    public int hashCode() {
        if (hash == 0) {
            CRC32C sum = new CRC32C();
            sum.update(array, from, length);
            hash = (int) sum.getValue();
        }
        return hash;
    }

    /** {@return the key as text for a message, without control characters and at most 200 characters long} */
    @Override
    public String toString() {
        String text = new String(array, from, length, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
        return text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "…" : text;
    }
}
