package io.connectmigrator.kafka.internal.bridge;

import io.connectmigrator.offset.TranslatedOffset.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds where a consumer of one partition goes on in its copy. Belongs to one thread. */
final class PartitionSearch {

    /** So many offsets before the last record that was read are read at first, so that equal records are noticed. */
    static final int CONTEXT = 256;

    /** So many records behind the copy are looked at for repetitions. */
    private static final int BEHIND = 10_000;

    private static final int FIRST_CHUNK = 1_024;
    private static final int LARGEST_CHUNK = 16_384;

    private final LogView original;
    private final LogView copy;
    private final Limits limits;
    private final Anchors anchors;
    private long compared;

    PartitionSearch(LogView original, LogView copy, SyncHistory syncs, Limits limits) {
        this.original = original;
        this.copy = copy;
        this.limits = limits;
        this.anchors = new Anchors(original, copy, syncs, limits);
    }

    SearchResult find(long offset) {
        if (offset > original.logEnd()) {
            return SearchResult.without(
                    Verdict.NOT_FOUND, "the offset is behind the end of the source, which is " + original.logEnd());
        }
        if (offset > original.end()) {
            return SearchResult.without(
                    Verdict.NOT_MIRRORED,
                    "an open transaction at " + original.end() + " keeps the mirror from going on");
        }
        Window source = new Window(original, limits.withContext(BEHIND), offset);
        for (long context = CONTEXT; source.records().isEmpty() && !source.isFromStart(); context *= 2) {
            source.readFrom(offset - context);
        }
        int before = source.records().size();
        for (long ahead = CONTEXT; source.records().size() == before && !source.isToEnd(); ahead *= 2) {
            source.readTo(offset + ahead);
        }
        return source.records().isEmpty() ? withoutRecords(offset) : search(source, offset);
    }

    private SearchResult withoutRecords(long offset) {
        return offset == original.logEnd()
                ? new SearchResult(
                        Verdict.EXACT,
                        copy.end(),
                        0,
                        "end",
                        0,
                        0,
                        0,
                        "the source has no records, all of the copy were read")
                : SearchResult.without(
                        Verdict.NOT_FOUND, "the source has no records left, and none at or behind the offset");
    }

    private SearchResult search(Window source, long offset) {
        List<LogRecord> records = source.records();
        LogRecord sought = records.get(Math.max(0, lastBefore(records, offset)));
        List<Attempt> failed = new ArrayList<>();
        List<Anchor> places = new ArrayList<>(anchors.bySync(sought.offset()));
        places.addAll(anchors.others(sought));
        long searched = Long.MAX_VALUE;
        for (Anchor anchor : places) {
            if (anchor.offset() >= searched) {
                continue;
            }
            Attempt attempt = attempt(anchor, source, offset);
            compared += attempt.target.records().size();
            if (attempt.placement.certain()) {
                return result(attempt);
            }
            failed.add(attempt);
            searched = attempt.target.isToEnd() ? attempt.target.from() : searched;
        }
        return result(best(failed));
    }

    /** A mirror that has not come so far yet is likelier than one that has lost its records. */
    private Attempt best(List<Attempt> failed) {
        return failed.stream()
                .filter(attempt -> attempt.placement.verdict() == Verdict.NOT_MIRRORED)
                .filter(attempt -> attempt.anchor.kind() != Anchor.Kind.GUESSED || attempt.target.isFromStart())
                .findFirst()
                .or(() -> failed.stream()
                        .filter(attempt -> attempt.anchor.kind() == Anchor.Kind.VERIFIED)
                        .findFirst()
                        .map(this::upToLimit))
                .orElseGet(() -> withoutVerdict(failed.get(failed.size() - 1)));
    }

    /** Behind a record whose copy is known, a consumer misses nothing, however much it reads again. */
    private Attempt upToLimit(Attempt attempt) {
        long left = copy.end() - Math.max(attempt.anchor.offset(), copy.start());
        Placement placement = Placement.atLeastOnce(
                0,
                left,
                0,
                "the copy of the last record that was read is not among " + compared + " that were compared");
        return new Attempt(attempt.anchor, attempt.target, placement);
    }

    private Attempt withoutVerdict(Attempt attempt) {
        Placement placement = Placement.notFound(
                true,
                attempt.placement.text() + " among " + compared + " that were compared; the copy has records from "
                        + copy.start() + " to " + copy.end());
        return new Attempt(attempt.anchor, attempt.target, placement);
    }

    private record Attempt(Anchor anchor, Window target, Placement placement) {}

    private Attempt attempt(Anchor anchor, Window source, long offset) {
        Window target = new Window(copy, limits, anchor.offset());
        long ahead = Math.min(BEHIND, copy.end() - target.from() + CONTEXT);
        source.readTo(offset + ahead);
        boolean found = false;
        long chunk = FIRST_CHUNK;
        int at = 0;
        do {
            List<LogRecord> read = target.readTo(target.to() + chunk);
            chunk = Math.min(LARGEST_CHUNK, 2 * chunk);
            if (!found) {
                found = holdsLater(source, read, offset);
                at = target.records().size();
            }
        } while (!target.isToEnd()
                && !target.isFull()
                && !(found && target.records().size() - at > BEHIND));
        Alignment alignment = align(source, target, offset);
        for (long context = 2 * CONTEXT; alignment.needsElder() && !source.isFull(); context *= 2) {
            source.readFrom(offset - context);
            alignment = align(source, target, offset);
        }
        return new Attempt(anchor, target, alignment.place());
    }

    /** {@return whether records of the copy are those that the consumer has read last, or later ones} */
    private static boolean holdsLater(Window source, List<LogRecord> copies, long offset) {
        List<LogRecord> records = source.records();
        int last = Math.max(0, lastBefore(records, offset));
        RecordIndex index = index(copies);
        index.add(records.subList(last, records.size()));
        return copies.stream().anyMatch(copy -> index.find(copy.identity()) != Sequence.UNKNOWN);
    }

    private static Alignment align(Window source, Window target, long offset) {
        RecordIndex index = index(target.records());
        Sequence original = source.sequence(index.add(source.records()));
        Sequence copy = target.sequence(index.find(target.records()));
        return new Alignment(original, new Reading(lastBefore(source.records(), offset), offset), copy);
    }

    /** If brokers give the copies timestamps of their own, these are not compared. */
    private static RecordIndex index(List<LogRecord> copies) {
        return new RecordIndex(copies.stream().noneMatch(LogRecord::appendTime));
    }

    private static int lastBefore(List<LogRecord> records, long offset) {
        int last = -1;
        while (last + 1 < records.size() && records.get(last + 1).offset() < offset) {
            last++;
        }
        return last;
    }

    private SearchResult result(Attempt attempt) {
        Placement placement = attempt.placement;
        return new SearchResult(
                placement.verdict(),
                placement.isFound() ? offsetBehind(attempt.target, placement.index()) : null,
                placement.count(),
                attempt.anchor.way(),
                compared,
                placement.repeats(),
                anchors.wrongSyncs(),
                placement.text());
    }

    private @Nullable Long offsetBehind(Window target, int index) {
        if (index > 0) {
            return target.records().get(index - 1).offset() + 1;
        }
        return target.from();
    }
}
