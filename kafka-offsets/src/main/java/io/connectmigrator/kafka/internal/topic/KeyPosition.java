package io.connectmigrator.kafka.internal.topic;

/** A key in one partition of a topic; the same key in another partition is another record. */
record KeyPosition(int partition, KeyBytes key) {

    /** {@return the key in the partition that the default partitioner gives it} */
    static KeyPosition inDefaultPartition(KeyBytes key, int partitions) {
        return new KeyPosition(key.defaultPartition(partitions), key);
    }

    KeyPosition in(int other) {
        return new KeyPosition(other, key);
    }

    /** {@return the same with a copy of the key} */
    KeyPosition copy() {
        return new KeyPosition(partition, key.copy());
    }
}
