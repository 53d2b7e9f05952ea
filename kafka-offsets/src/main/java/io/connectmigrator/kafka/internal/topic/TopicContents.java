package io.connectmigrator.kafka.internal.topic;

import io.connectmigrator.offset.OffsetFinding;
import java.util.List;
import java.util.Set;

/**
 * The records of one connector in an offset topic.
 *
 * @param records its live records
 * @param partitions the number of partitions of the topic
 * @param deletedInDefaultPartition the default positions of keys that are live in another partition and have a tombstone in the default one
 * @param findings findings about the topic
 */
record TopicContents(
        List<LiveRecord> records,
        int partitions,
        Set<KeyPosition> deletedInDefaultPartition,
        List<OffsetFinding> findings) {}
