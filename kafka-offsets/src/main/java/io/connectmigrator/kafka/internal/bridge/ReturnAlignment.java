package io.connectmigrator.kafka.internal.bridge;

import io.connectmigrator.offset.TranslatedOffset.Verdict;
import io.connectmigrator.offset.TranslatedOffset.Way;
import java.util.Arrays;
import java.util.List;

/** Compares the records of a copy that a consumer has read with those of the original. */
final class ReturnAlignment {

    private final Window original;
    private final List<LogRecord> copies;
    private final int read;
    private final Way way;
    private final int[] ids;
    private final Occurrences found;
    private final boolean timestamps;
    private final int furthest;
    private final int at;
    private final int known;

    /** Takes the records that were read, and some behind them, and how many of them were read. */
    ReturnAlignment(Window original, List<LogRecord> copies, int read, Way way) {
        this.original = original;
        this.copies = copies;
        this.read = read;
        this.way = way;
        this.timestamps = copies.stream().noneMatch(LogRecord::appendTime);
        RecordIndex index = new RecordIndex(timestamps);
        Sequence of = original.sequence(index.add(original.records()));
        this.ids = index.find(copies);
        Sequence copy =
                new Sequence(ids, copies.stream().mapToLong(LogRecord::offset).toArray(), false, false, false);
        this.found = new Occurrences(of, copy, of.length());
        int highest = -1;
        int where = -1;
        int last = -1;
        for (int j = 0; j < read; j++) {
            last = found.isKnown(j) ? j : last;
            if (found.certain(j) > highest) {
                highest = found.certain(j);
                where = j;
            }
        }
        this.furthest = highest;
        this.at = where;
        this.known = last;
    }

    SearchResult result() {
        int next = Arrays.stream(ids, read, ids.length)
                .filter(id -> id >= 0)
                .findFirst()
                .orElse(-1);
        boolean isBeforeNext = read < ids.length
                && found.certain(read) >= 0
                && found.certain(read) == furthest + 1
                && next == ids[read];
        if (read == 0) {
            return isBeforeNext || (read < ids.length && found.certain(0) >= 0)
                    ? exact(found.certain(0), "no record before the offset is left in the copy; the next one was found")
                    : nothing("no record that was read is left in the copy");
        }
        if (furthest < 0) {
            return nothing("none of the " + read + " records that were read last is in the source");
        }
        if (known < read - 1 && !isBeforeNext) {
            return nothing(onlyInCopy());
        }
        int uncertain = uncertain();
        if (uncertain > 0) {
            return result(
                    Verdict.AT_LEAST_ONCE,
                    furthest + 1,
                    uncertain,
                    "records that were read last are equal to others in the source");
        }
        int last = found.certain(read - 1);
        // Without timestamps, a record from before the window may look like a later one in it.
        return timestamps || last < 0 || last == furthest
                ? exact(furthest + 1, "the furthest record that was read was found")
                : result(
                        Verdict.AT_LEAST_ONCE,
                        last + 1,
                        furthest - last,
                        "the last record that was read was found, and later ones before it");
    }

    private String onlyInCopy() {
        return "the last " + (read - 1 - known) + " records that were read exist only in the copy";
    }

    /**
     * {@return the place behind the last mirrored record, if the original was read to its end} What was read and exists only in the copy
     * is left behind: nothing of the original is read again, and nothing of it is missed.
     */
    SearchResult behindMirrored() {
        int uncertain = uncertain();
        return furthest < 0 || uncertain > 0
                ? result()
                : result(Verdict.AT_LEAST_ONCE, furthest + 1, 0, onlyInCopy() + ", behind the last mirrored one");
    }

    private int uncertain() {
        int uncertain = 0;
        for (int j = at + 1; j < read; j++) {
            uncertain += found.certain(j) < 0 && found.latest(j) > furthest ? 1 : 0;
        }
        return uncertain;
    }

    private SearchResult exact(int index, String text) {
        return result(Verdict.EXACT, index, 0, text);
    }

    private SearchResult nothing(String text) {
        return new SearchResult(Verdict.NOT_FOUND, null, 0, way, copies.size(), 0, 0, text);
    }

    private SearchResult result(Verdict verdict, int index, long again, String text) {
        long offset = index == 0
                ? original.records().get(0).offset()
                : original.records().get(index - 1).offset() + 1;
        return new SearchResult(verdict, offset, again, way, copies.size(), 0, 0, text);
    }
}
