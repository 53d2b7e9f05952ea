package io.connectmigrator.kafka.internal.bridge;

/** What MirrorMaker says: the record at one offset in the original was written at another in the copy. */
record OffsetSync(long upstream, long downstream) {}
