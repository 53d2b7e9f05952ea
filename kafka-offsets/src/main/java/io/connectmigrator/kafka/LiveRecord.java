package io.connectmigrator.kafka;

import java.nio.ByteBuffer;

/** A record of an offset topic that has not been replaced or deleted in its partition. */
final class LiveRecord {

    private final int partition;
    private final byte[] key;
    private final byte[] value;
    private final long timestamp;

    LiveRecord(int partition, byte[] key, byte[] value, long timestamp) {
        this.partition = partition;
        this.key = key;
        this.value = value;
        this.timestamp = timestamp;
    }

    int partition() {
        return partition;
    }

    byte[] key() {
        return key;
    }

    /** {@return the key such that two are equal when their bytes are} */
    ByteBuffer keyBytes() {
        return ByteBuffer.wrap(key);
    }

    byte[] value() {
        return value;
    }

    long timestamp() {
        return timestamp;
    }

    /** {@return whether it is where a worker would write its key now} */
    boolean isAtHome(int partitions) {
        return partition == HomePartition.of(key, partitions);
    }

    /** {@return the key as text} */
    @Override
    public String toString() {
        return KeyText.of(key);
    }
}
