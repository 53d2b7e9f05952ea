package io.connectmigrator.kafka.internal.bridge;

import io.connectmigrator.offset.TranslatedOffset.Verdict;
import io.connectmigrator.offset.TranslatedOffset.Way;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks that the copy of a partition has the same records at the same offsets, around one of them and elsewhere. */
final class SameOffsetSearch {

    private static final int AROUND = 64;
    private static final int SAMPLES = 3;

    private final LogView original;
    private final LogView copy;

    SameOffsetSearch(LogView original, LogView copy) {
        this.original = original;
        this.copy = copy;
    }

    SearchResult find(long offset) {
        if (offset > original.logEnd()) {
            return SearchResult.without(
                    Verdict.NOT_FOUND,
                    "the offset is behind the end of the source, which is " + ShownOffset.of(original.logEnd()));
        }
        if (offset > copy.end()) {
            return SearchResult.without(Verdict.NOT_MIRRORED, "the copy ends at " + ShownOffset.of(copy.end()));
        }
        if (offset < copy.start()) {
            return SearchResult.without(Verdict.NOT_FOUND, "the copy begins at " + ShownOffset.of(copy.start()));
        }
        long compared = 0;
        for (long at : places(offset)) {
            Map<Long, LogRecord> copies = new HashMap<>();
            read(copy, at).forEach(record -> copies.put(record.offset(), record));
            for (LogRecord record : read(original, at)) {
                LogRecord same = copies.get(record.offset());
                if (same != null && !same.isCopyOf(record)) {
                    return SearchResult.without(
                            Verdict.NOT_FOUND, "the records at offset " + ShownOffset.of(record.offset()) + " differ");
                }
                compared += same == null ? 0 : 1;
            }
        }
        boolean isEmpty = original.start() == original.end() && original.end() == copy.end();
        return compared == 0 && !isEmpty
                ? SearchResult.without(Verdict.NOT_FOUND, "there are no records at the same offsets to compare")
                : new SearchResult(
                        Verdict.EXACT,
                        offset,
                        0,
                        Way.SAME_OFFSET,
                        compared,
                        0,
                        0,
                        compared + " records at the same offsets are equal");
    }

    /** Around the offset, and some between the start and there. */
    private List<Long> places(long offset) {
        long start = Math.max(original.start(), copy.start());
        List<Long> places = new ArrayList<>(List.of(offset - AROUND, offset));
        for (int i = 0; i < SAMPLES; i++) {
            places.add(start + (offset - start) * i / SAMPLES);
        }
        return places;
    }

    private static List<LogRecord> read(LogView log, long at) {
        long from = Math.max(log.start(), Math.min(at, log.end()));
        return log.read(from, Math.max(from, Math.min(at + AROUND, log.end())));
    }
}
