package io.connectmigrator.kafka.internal.bridge;

import io.connectmigrator.offset.TranslatedOffset;
import io.connectmigrator.offset.TranslatedOffset.Evidence;
import io.connectmigrator.offset.TranslatedOffset.Position;
import io.connectmigrator.offset.TranslatedOffset.Verdict;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What was found of one partition.
 *
 * @param from the partition
 * @param offset the offset in it
 * @param to the partition in the other cluster, or null if there is none
 * @param result what was found
 */
record Found(TopicPartition from, long offset, @Nullable TopicPartition to, SearchResult result) {

    TranslatedOffset translated() {
        Long there = result.to();
        Position position = to == null || there == null ? null : new Position(to.topic(), to.partition(), there);
        boolean isFound = result.verdict() == Verdict.EXACT || result.verdict() == Verdict.AT_LEAST_ONCE;
        String syncs = result.wrongSyncs() == 0
                ? ""
                : "; " + result.wrongSyncs() + " offset syncs were of other records than those that are there";
        return new TranslatedOffset(
                new Position(from.topic(), from.partition(), offset),
                position,
                result.verdict(),
                isFound ? result.count() : -1,
                new Evidence(result.way(), result.compared(), result.repeats(), result.text() + syncs));
    }
}
