package io.connectmigrator.migration.internal.connector;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransform;
import io.connectmigrator.offset.StoredRecord;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The partitions that offsets had before the plan changed them. A function has no inverse, so that they are looked up in the journal,
 * which has the offsets of the source and those that the target was given, in one order.
 */
public final class OriginalPartitions implements OffsetTransform {

    /** An offset of the source, and what the target was given instead. */
    private record Pair(ConnectorOffset original, ConnectorOffset given) {

        boolean changesOffset() {
            return !Objects.equals(withoutPartition(original), withoutPartition(given));
        }

        private static ConnectorOffset withoutPartition(ConnectorOffset offset) {
            return new ConnectorOffset(Map.of(), offset.offset());
        }
    }

    private final Map<ConnectorOffset, Pair> byGiven = new HashMap<>();

    private OriginalPartitions(OffsetSnapshot before, OffsetSnapshot given) {
        List<ConnectorOffset> originals = before.offsets();
        List<ConnectorOffset> transformed = given.offsets();
        for (int i = 0; i < Math.min(originals.size(), transformed.size()); i++) {
            byGiven.put(partition(transformed.get(i)), new Pair(originals.get(i), transformed.get(i)));
        }
    }

    /** {@return the partitions as they were; empty if the offsets moved as they were} */
    public static Optional<OriginalPartitions> of(Progress forward) {
        OffsetSnapshot before = forward.share();
        OffsetSnapshot given = forward.translated();
        return before == null || given == null ? Optional.empty() : Optional.of(new OriginalPartitions(before, given));
    }

    /** {@return the partitions of what one of several moves brought to its target, changed or as they were} */
    public static OriginalPartitions ofShare(Progress forward) {
        OffsetSnapshot share = requireNonNull(forward.share(), "share");
        return new OriginalPartitions(share, requireNonNull(forward.carried(), "carried"));
    }

    /** {@return the partitions of the target that were brought there, without offsets} */
    Set<ConnectorOffset> partitions() {
        return Collections.unmodifiableSet(byGiven.keySet());
    }

    /** {@return why offsets cannot go back that were changed like this} */
    public static Optional<Problem> obstacle(ConnectorCopy source, OffsetSnapshot before, OffsetSnapshot given) {
        return new OriginalPartitions(before, given)
                .byGiven.values().stream()
                        .filter(Pair::changesOffset)
                        .findFirst()
                        .map(pair -> noWayBack(source, pair));
    }

    /** {@return why the connector cannot go back} */
    public static Optional<Problem> obstacle(ConnectorCopy source, Progress forward) {
        OffsetSnapshot before = forward.share();
        OffsetSnapshot given = forward.translated();
        return before == null || given == null ? Optional.empty() : obstacle(source, before, given);
    }

    private static Problem noWayBack(ConnectorCopy source, Pair pair) {
        return Problem.error(
                ProblemCode.NO_WAY_BACK,
                "the plan changes the offsets of " + source + " themselves, not only their partitions, such as "
                        + pair.original()
                        + " to " + pair.given()
                        + ": once the target has run, what its offsets would have been on the source is not known",
                "To bring it back after that, alter its offsets on the source by hand, or migrate a plan from the target to the"
                        + " source that changes them in the opposite way");
    }

    /** {@return those of the target's offsets whose partitions it has made itself} They go back as they are. */
    public List<ConnectorOffset> newAmong(OffsetSnapshot current) {
        return current.offsets().stream()
                .filter(offset -> !byGiven.containsKey(partition(offset)))
                .toList();
    }

    /** The key that the source had is used to the byte, unless the target has written another one than it was given. */
    @Override
    public ConnectorOffset apply(ConnectorOffset current) {
        Pair pair = byGiven.get(partition(current));
        if (pair == null) {
            return current;
        }
        if (pair.original().stored() instanceof StoredRecord original
                && pair.given().stored() instanceof StoredRecord given
                && current.stored() instanceof StoredRecord record
                && key(given).equals(key(record))) {
            StoredRecord back = StoredRecord.of(original.key(), record.value(), record.timestamp());
            return new ConnectorOffset(pair.original().partition(), current.offset(), back);
        }
        return current.withPartition(pair.original().partition());
    }

    private static StoredRecord key(StoredRecord record) {
        return StoredRecord.of(record.named("").key(), new byte[0], 0);
    }

    /** {@return the partition of an offset, without it} */
    static ConnectorOffset partition(ConnectorOffset offset) {
        return new ConnectorOffset(offset.partition(), null);
    }
}
