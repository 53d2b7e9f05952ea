package io.connectmigrator.kafka.internal.bridge;

/**
 * A record in the log of a partition.
 *
 * @param offset its offset
 * @param identity by what its copy is known
 * @param appendTime whether its timestamp is that at which the broker got it
 * @param bytes the size of its key, value and headers
 */
record LogRecord(long offset, RecordIdentity identity, boolean appendTime, int bytes) {

    boolean isCopyOf(LogRecord original) {
        return identity.matches(original.identity, !appendTime);
    }
}
