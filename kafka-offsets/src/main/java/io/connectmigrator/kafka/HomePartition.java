package io.connectmigrator.kafka;

import org.apache.kafka.common.utils.Utils;

/** The partition of a topic to which a worker writes a key. A topic that grows gets new ones for most keys. */
final class HomePartition {

    private HomePartition() {}

    static int of(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }
}
