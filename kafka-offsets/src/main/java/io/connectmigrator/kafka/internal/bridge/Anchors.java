package io.connectmigrator.kafka.internal.bridge;

import io.connectmigrator.kafka.internal.bridge.Anchor.Kind;
import java.util.ArrayList;
import java.util.List;

/** Finds where to begin the search for the copy of a record: the nearest place first. */
final class Anchors {

    /** More runs are only there if the mirror has begun anew as often. */
    private static final int RUNS = 8;

    /** Records before a copy show that it is the right one. */
    private static final int CONTEXT = 64;

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
            List<LogRecord> record = at(original, sync.upstream());
            List<LogRecord> written = at(copy, sync.downstream());
            boolean areThere = !record.isEmpty() && !written.isEmpty();
            if (areThere && written.get(0).isCopyOf(record.get(0))) {
                anchors.add(new Anchor(
                        Way.OFFSET_SYNC.toString(), sync.downstream() - CONTEXT, Kind.VERIFIED, sync.upstream()));
            } else if (areThere || sync.downstream() >= copy.logEnd()) {
                wrong++;
            }
        });
        return anchors;
    }

    /** {@return how many syncs were of other records than those that are there} */
    int wrongSyncs() {
        return wrong;
    }

    /** {@return other places, from which more is to be read} */
    List<Anchor> others(LogRecord record) {
        List<Anchor> anchors = new ArrayList<>();
        String way = Way.TIMESTAMP.toString();
        copy.notBefore(record.identity().timestamp())
                .ifPresent(offset -> anchors.add(new Anchor(way, offset - CONTEXT, Kind.BEFORE)));
        long behind = original.end() - record.offset();
        long tail = Math.max(1_024, 2 * behind);
        if (tail < limits.records()) {
            anchors.add(new Anchor("end of the copy", copy.end() - tail, Kind.GUESSED));
        }
        if (copy.end() - copy.start() > limits.records()) {
            anchors.add(new Anchor("end of the copy", copy.end() - limits.records(), Kind.GUESSED));
        }
        anchors.add(new Anchor("start of the copy", copy.start(), Kind.BEFORE));
        return anchors;
    }

    private static List<LogRecord> at(LogView log, long offset) {
        return offset < log.start() || offset >= log.end() ? List.of() : log.read(offset, offset + 1);
    }
}
