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

    /** A processor makes this sum in a fraction of the time that {@code Arrays.hashCode} takes, and every record needs one. */
    private static int hash(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return (int) sum.getValue();
    }

    byte[] bytes() {
        return bytes;
    }

    /** {@return the partition to which a worker writes the key} A topic that grows has another home for most keys. */
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

    /** {@return the key as a message can show it; it may hold anything} */
    @Override
    public String toString() {
        String text = new String(bytes, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
        return text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "…" : text;
    }
}
