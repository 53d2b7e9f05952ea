package io.connectmigrator.kafka.internal.bridge;

import io.connectmigrator.offset.TranslatedOffset.Verdict;
import io.connectmigrator.offset.TranslatedOffset.Way;
import org.jspecify.annotations.Nullable;

/**
 * Where a consumer goes on in the copy of a partition.
 *
 * @param verdict how exact it is
 * @param to the offset, or null if it was not found
 * @param count how many records are read again at most, or by how many the mirror is behind; -1 if that is not known
 * @param way how the search began
 * @param compared how many records of the copy were compared with those of the original
 * @param repeats how many copies were seen of the record that was read last, but for the last one, and of later records once more
 * @param wrongSyncs how many syncs were of other records than those that are there
 * @param text what was found, in a sentence without a full stop
 */
record SearchResult(
        Verdict verdict,
        @Nullable Long to,
        long count,
        Way way,
        long compared,
        long repeats,
        int wrongSyncs,
        String text) {

    static SearchResult without(Verdict verdict, String text) {
        return new SearchResult(verdict, null, 0, Way.NONE, 0, 0, 0, text);
    }
}
