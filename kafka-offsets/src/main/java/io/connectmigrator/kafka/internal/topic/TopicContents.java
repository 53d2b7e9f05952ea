package io.connectmigrator.kafka.internal.topic;

import io.connectmigrator.offset.OffsetFinding;
import java.util.List;
import java.util.Set;

/**
 * What an offset topic holds of one connector.
 *
 * @param records its live records
 * @param partitions how many partitions the topic has
 * @param deletedInDefaultPartition where keys that are live somewhere else have a tombstone at home
 * @param findings what is worth knowing about the topic
 */
record TopicContents(List<LiveRecord> records, int partitions, Set<KeyPosition> deletedInDefaultPartition, List<OffsetFinding> findings) {}
