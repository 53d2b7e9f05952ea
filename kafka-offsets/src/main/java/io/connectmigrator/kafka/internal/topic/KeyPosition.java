package io.connectmigrator.kafka.internal.topic;

/** A key in one partition of a topic: in another partition it would be another record. */
record KeyPosition(int partition, KeyBytes key) {

    static KeyPosition of(int partition, byte[] key) {
        return new KeyPosition(partition, new KeyBytes(key));
    }

    /** {@return where a worker writes the key} */
    static KeyPosition inDefaultPartition(KeyBytes key, int partitions) {
        return new KeyPosition(key.defaultPartition(partitions), key);
    }

    KeyPosition in(int other) {
        return new KeyPosition(other, key);
    }
}
