package io.connectmigrator.kafka.internal.topic;

/** A key in one partition of a topic: in another partition it would be another record. */
record KeyPlace(int partition, KeyBytes key) {

    static KeyPlace of(int partition, byte[] key) {
        return new KeyPlace(partition, new KeyBytes(key));
    }

    /** {@return where a worker writes the key} */
    static KeyPlace home(KeyBytes key, int partitions) {
        return new KeyPlace(key.home(partitions), key);
    }

    KeyPlace in(int other) {
        return new KeyPlace(other, key);
    }
}
