package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.migration.internal.state.UnitProgress;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Offsets that a connector had when it was moved, and that none of its targets was given. */
final class LeftBehind {

    private LeftBehind() {}

    /**
     * {@return by the moves back, what else the connectors had to which they lead; each with the first of the moves to a connector}
     *
     * @param forward what the moves had reached
     * @param back the moves back, in the same order
     */
    static List<OffsetSnapshot> by(UnitProgress forward, List<Move> back) {
        List<OffsetSnapshot> left = new ArrayList<>();
        for (Move move : back) {
            int[] together = IntStream.range(0, back.size())
                    .filter(each -> back.get(each).target().isSameAs(move.target()))
                    .toArray();
            left.add(together[0] == left.size() ? of(forward, together) : OffsetSnapshot.empty());
        }
        return left;
    }

    private static OffsetSnapshot of(UnitProgress forward, int[] together) {
        OffsetSnapshot all = forward.of(together[0]).snapshot();
        if (all == null) {
            return OffsetSnapshot.empty();
        }
        Set<ConnectorOffset> given = new HashSet<>();
        for (int each : together) {
            Progress progress = forward.of(each);
            OffsetSnapshot share = progress.share();
            if (share != null) {
                given.addAll(share.offsets());
            }
        }
        OffsetSnapshot left = all.filter(offset -> !given.contains(offset));
        return left.offsets().isEmpty() ? OffsetSnapshot.empty() : left;
    }

    /** {@return some offsets and those that were left behind, unless one has the partition of another} */
    static OffsetSnapshot beside(OffsetSnapshot offsets, OffsetSnapshot left) {
        Set<ConnectorOffset> partitions = new HashSet<>();
        offsets.offsets().forEach(offset -> partitions.add(OriginalPartitions.partition(offset)));
        OffsetSnapshot others = left.filter(offset -> !partitions.contains(OriginalPartitions.partition(offset)));
        return OffsetSnapshot.union(
                others.withUnlisted(others.unlisted().stream()
                        .filter(record -> record.partition().isPresent())
                        .toList()),
                offsets);
    }
}
