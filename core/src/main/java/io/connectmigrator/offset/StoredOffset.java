package io.connectmigrator.offset;

/**
 * What an offset is where Kafka keeps it, beyond what its maps can say. It goes with the offset when that is written
 * somewhere else without REST, which loses it.
 */
public sealed interface StoredOffset permits StoredRecord, StoredCommit {}
