package io.connectmigrator.kafka.internal.topic;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** The key of a record. Two are equal when their bytes are. */
final class KeyBytes {

    private static final int SHOWN_CHARACTERS = 200;

    private final byte[] bytes;
    private final int hash;

    /** Takes the bytes without copying them. */
    KeyBytes(byte[] bytes) {
        this.bytes = bytes;
        this.hash = hash(bytes);
    }

    /** The CPU computes this checksum much faster than {@code Arrays.hashCode}, and every record needs one. */
    private static int hash(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return (int) sum.getValue();
    }

    byte[] bytes() {
        return bytes;
    }

    /** {@return the partition that Kafka's default partitioner gives the key} It changes for most keys when the topic gets more partitions. */
    int defaultPartition(int partitions) {
        return Utils.toPositive(Utils.murmur2(bytes)) % partitions;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyBytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** {@return the key as text for a message, without control characters and at most 200 characters long} */
    @Override
    public String toString() {
        String text = new String(bytes, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
        return text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "…" : text;
    }
}
