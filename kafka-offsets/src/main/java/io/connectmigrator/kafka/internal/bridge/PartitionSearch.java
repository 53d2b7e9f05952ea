package io.connectmigrator.kafka.internal.bridge;

import io.connectmigrator.offset.TranslatedOffset.Verdict;
import io.connectmigrator.offset.TranslatedOffset.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds where a consumer of one partition goes on in its copy. Belongs to one thread. */
final class PartitionSearch {

    private final LogView original;
    private final LogView copy;
    private final SyncHistory syncs;
    private final Limits limits;
    private final Anchors anchors;
    private long compared;

    PartitionSearch(LogView original, LogView copy, SyncHistory syncs, Limits limits) {
        this.original = original;
        this.copy = copy;
        this.syncs = syncs;
        this.limits = limits;
        this.anchors = new Anchors(original, copy, syncs, limits);
    }

    SearchResult find(long offset) {
        if (offset > original.logEnd()) {
            return SearchResult.without(
                    Verdict.NOT_FOUND,
                    "the offset is behind the end of the source, which is " + ShownOffset.of(original.logEnd()));
        }
        if (offset > original.end()) {
            return SearchResult.without(
                    Verdict.NOT_MIRRORED,
                    "an open transaction at " + ShownOffset.of(original.end()) + " keeps the mirror from going on");
        }
        Window source = new Window(original, limits.with(limits.behind()), offset);
        for (long context = limits.context(); source.records().isEmpty() && !source.isFromStart(); context *= 2) {
            source.readFrom(offset - context);
        }
        int before = source.records().size();
        for (long ahead = limits.context(); source.records().size() == before && !source.isToEnd(); ahead *= 2) {
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
                        Way.NONE,
                        0,
                        0,
                        0,
                        "the source has no records, all of the copy were read")
                : SearchResult.without(
                        Verdict.NOT_FOUND, "the source has no records left, and none at or behind the offset");
    }

    private SearchResult search(Window source, long offset) {
        List<LogRecord> records = source.records();
        LogRecord sought = records.get(Math.max(0, source.lastBefore(offset)));
        List<Attempt> failed = new ArrayList<>();
        List<Anchor> places = new ArrayList<>(anchors.bySync(sought.offset()));
        places.addAll(anchors.others(sought));
        long searched = Long.MAX_VALUE;
        for (Anchor anchor : places) {
            if (anchor.offset() >= searched) {
                continue;
            }
            Attempt attempt =
                    Attempt.at(anchor, source, new Window(copy, limits, anchor.offset()), offset, limits, syncs);
            compared += attempt.target().records().size();
            if (attempt.placement().certain()) {
                boolean isBehind = attempt.placement().verdict() == Verdict.NOT_MIRRORED;
                return result(
                        isBehind ? changed(List.of(attempt), source, offset).orElse(attempt) : attempt);
            }
            failed.add(attempt);
            searched = attempt.target().isToEnd() ? attempt.target().from() : searched;
        }
        return result(changed(failed, source, offset).orElseGet(() -> best(failed, source, offset)));
    }

    /** {@return that to wait for a copy does not help, if those that are there show that the mirror changes records} */
    private static Optional<Attempt> changed(List<Attempt> failed, Window source, long offset) {
        return failed.stream()
                .filter(attempt -> ChangedRecords.areAmong(
                        source.records(),
                        source.lastBefore(offset),
                        source.holdsAll(),
                        attempt.target().records()))
                .findFirst()
                .map(attempt -> attempt.with(Placement.notFound(
                        true,
                        ChangedRecords.FOUND
                                + ": the copy has some of the same keys and timestamps with other values or headers")));
    }

    /** A mirror that has not come so far yet is likelier than one that has lost its records. */
    private Attempt best(List<Attempt> failed, Window source, long offset) {
        return failed.stream()
                .filter(attempt -> attempt.placement().verdict() == Verdict.NOT_MIRRORED)
                .filter(attempt -> attempt.anchor().kind() != Anchor.Kind.GUESSED
                        || attempt.target().isFromStart())
                .findFirst()
                .map(attempt -> hasPassed(attempt.target(), offset)
                        ? attempt.with(Placement.notFound(true, Alignment.BEGINS_BEHIND))
                        : attempt)
                .or(() -> failed.stream()
                        .filter(attempt -> attempt.anchor().kind() == Anchor.Kind.VERIFIED)
                        .filter(attempt -> attempt.target().isFromStart() || !isLikeUnread(attempt, source, offset))
                        .findFirst()
                        .map(this::upToLimit))
                .orElseGet(() -> withoutVerdict(failed.get(failed.size() - 1)));
    }

    /** {@return whether the record of a sync is equal to one that was not read: then its copy can be that of this one} */
    private boolean isLikeUnread(Attempt attempt, Window source, long offset) {
        source.readTo(original.end());
        if (attempt.unread() == UnreadEquals.BEHIND) {
            return true;
        }
        long at = attempt.anchor().original();
        return original.read(at, at + 1).stream()
                .anyMatch(synced -> source.records().stream()
                        .anyMatch(record -> record.offset() >= offset
                                && synced.identity().matches(record.identity(), attempt.hasTimestamps())));
    }

    /** {@return whether the mirror has already copied records that were not read of the source yet, since they are far behind} */
    private boolean hasPassed(Window target, long offset) {
        if (target.records().isEmpty()) {
            return false;
        }
        return LaterRuns.hasPassed(
                original, target.records().get(target.records().size() - 1), offset, limits);
    }

    /** Behind a record whose copy is known, a consumer misses nothing, however much it reads again. */
    private Attempt upToLimit(Attempt attempt) {
        long left = copy.end() - Math.max(attempt.anchor().offset(), copy.start());
        Placement placement = Placement.atLeastOnce(
                0,
                left,
                0,
                "the copy of the last record that was read is not among " + compared + " that were compared");
        return attempt.with(placement);
    }

    private Attempt withoutVerdict(Attempt attempt) {
        Placement placement = Placement.notFound(
                true,
                attempt.placement().text() + " among " + compared + " that were compared; the copy has records from "
                        + ShownOffset.of(copy.start()) + " to " + ShownOffset.of(copy.end()));
        return attempt.with(placement);
    }

    private SearchResult result(Attempt attempt) {
        Placement placement = attempt.placement();
        Long to = placement.isFound() ? offsetBehind(attempt.target(), placement.index()) : null;
        return new SearchResult(
                placement.verdict(),
                to,
                to != null && placement.count() == Placement.ALL ? copy.end() - to : placement.count(),
                attempt.anchor().way(),
                compared,
                placement.repeats(),
                anchors.wrongSyncs(),
                attempt.text());
    }

    private Long offsetBehind(Window target, int index) {
        if (index > 0) {
            return target.records().get(index - 1).offset() + 1;
        }
        return target.from();
    }
}
