package io.connectmigrator.kafka.internal.topic;

/** A record of an offset topic that has not been deleted in its partition, as it was when it was read out. */
final class LiveRecord {

    private final KeyPosition position;
    private final int defaultPartition;
    private final byte[] value;
    private final long timestamp;

    LiveRecord(KeyPosition position, int defaultPartition, byte[] value, long timestamp) {
        this.position = position;
        this.defaultPartition = defaultPartition;
        this.value = value;
        this.timestamp = timestamp;
    }

    KeyPosition position() {
        return position;
    }

    int partition() {
        return position.partition();
    }

    byte[] key() {
        return position.key().bytes();
    }

    byte[] value() {
        return value;
    }

    long timestamp() {
        return timestamp;
    }

    /** {@return the partition that the default partitioner gives the key now} */
    int defaultPartition() {
        return defaultPartition;
    }

    boolean isInDefaultPartition() {
        return partition() == defaultPartition;
    }

    /** {@return the key as text} */
    @Override
    public String toString() {
        return position.key().toString();
    }
}
