package io.connectmigrator.kafka.internal.bridge;

import io.connectmigrator.kafka.internal.bridge.Anchor.Kind;
import io.connectmigrator.offset.TranslatedOffset.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds where to begin the search for the copy of a record: the nearest place first. */
final class Anchors {

    /** More runs are only there if the mirror has begun anew as often. */
    private static final int RUNS = 8;

    /** This many offsets beside the records of a sync are looked at; some have no records. */
    private static final int BESIDE = 4;

    private final LogView original;
    private final LogView copy;
    private final SyncHistory syncs;
    private final Limits limits;
    private int wrong;

    Anchors(LogView original, LogView copy, SyncHistory syncs, Limits limits) {
        this.original = original;
        this.copy = copy;
        this.syncs = syncs;
        this.limits = limits;
    }

    /** {@return the syncs whose records are equal, at or before a record of the original} */
    List<Anchor> bySync(long offset) {
        List<Anchor> anchors = new ArrayList<>();
        syncs.upTo(offset).stream().limit(RUNS).forEach(sync -> {
            Optional<LogRecord> record = at(original, sync.upstream());
            Optional<LogRecord> written = at(copy, sync.downstream());
            boolean areThere = record.isPresent() && written.isPresent();
            boolean areEqual = areThere && written.get().isCopyOf(record.get());
            if (areEqual && isBesideEqual(sync)) {
                anchors.add(new Anchor(
                        Way.OFFSET_SYNC, sync.downstream() - limits.context(), Kind.VERIFIED, sync.upstream()));
            } else if (!areEqual && (areThere || sync.downstream() >= copy.logEnd())) {
                wrong++;
            }
        });
        return anchors;
    }

    /** A single record may be equal to that of a sync by chance: one beside it has to be, too, if there are any. */
    private boolean isBesideEqual(OffsetSync sync) {
        List<LogRecord> before = read(original, sync.upstream() - BESIDE, sync.upstream());
        List<LogRecord> behind = read(original, sync.upstream() + 1, sync.upstream() + 1 + BESIDE);
        List<LogRecord> copiesBefore = read(copy, sync.downstream() - BESIDE, sync.downstream());
        List<LogRecord> copiesBehind = read(copy, sync.downstream() + 1, sync.downstream() + 1 + BESIDE);
        boolean isAlone = (before.isEmpty() && behind.isEmpty()) || (copiesBefore.isEmpty() && copiesBehind.isEmpty());
        return isAlone
                || (!behind.isEmpty()
                        && !copiesBehind.isEmpty()
                        && copiesBehind.get(0).isCopyOf(behind.get(0)))
                || (!before.isEmpty()
                        && !copiesBefore.isEmpty()
                        && copiesBefore.get(copiesBefore.size() - 1).isCopyOf(before.get(before.size() - 1)));
    }

    /** {@return how many syncs were of other records than those that are there} */
    int wrongSyncs() {
        return wrong;
    }

    /** {@return other places, from which more is to be read} */
    List<Anchor> others(LogRecord record) {
        List<Anchor> anchors = new ArrayList<>();
        Way way = Way.TIMESTAMP;
        copy.notBefore(record.identity().timestamp())
                .ifPresent(offset -> anchors.add(new Anchor(way, offset - limits.context(), Kind.BEFORE)));
        long behind = original.end() - record.offset();
        long tail = Math.max(1_024, 2 * behind);
        if (tail < limits.records()) {
            anchors.add(new Anchor(Way.END_OF_COPY, copy.end() - tail, Kind.GUESSED));
        }
        if (copy.end() - copy.start() > limits.records()) {
            anchors.add(new Anchor(Way.END_OF_COPY, copy.end() - limits.records(), Kind.GUESSED));
        }
        anchors.add(new Anchor(Way.START_OF_COPY, copy.start(), Kind.BEFORE));
        return anchors;
    }

    private static Optional<LogRecord> at(LogView log, long offset) {
        return read(log, offset, offset + 1).stream().findFirst();
    }

    private static List<LogRecord> read(LogView log, long from, long to) {
        long first = Math.max(from, log.start());
        long end = Math.min(to, log.end());
        return first < end ? log.read(first, end) : List.of();
    }
}
