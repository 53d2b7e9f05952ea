package io.connectmigrator.offset;

/**
 * The stored form of an offset, beyond what its maps can express. A transport that writes without REST keeps it; REST loses
 * it.
 */
public sealed interface StoredOffset permits StoredRecord, StoredCommit {}
