package io.connectmigrator.offset;

import io.connectmigrator.internal.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How two snapshots differ, partition by partition.
 *
 * @param removed offsets of partitions that only the first snapshot has
 * @param added offsets of partitions that only the second snapshot has
 * @param changed partitions that both have, with different offsets
 */
public record SnapshotDiff(List<ConnectorOffset> removed, List<ConnectorOffset> added, List<Change> changed) {

    private static final int SHOWN = 5;

    /**
     * Copies the lists.
     *
     * @param removed offsets of partitions that only the first snapshot has
     * @param added offsets of partitions that only the second snapshot has
     * @param changed partitions that both have, with different offsets
     */
    public SnapshotDiff {
        removed = List.copyOf(removed);
        added = List.copyOf(added);
        changed = List.copyOf(changed);
    }

    /**
     * One partition whose offset changed.
     *
     * @param before its offset in the first snapshot
     * @param after its offset in the second
     */
    public record Change(ConnectorOffset before, ConnectorOffset after) {

        /**
         * {@return whether the offset went back: some of its numbers shrank and nothing else changed} Where anything but
         * numbers changed, such as the name of a log file, a smaller number says nothing.
         */
        public boolean isBackwards() {
            return OffsetValues.isBehind(after.offset(), before.offset());
        }

        @Override
        public String toString() {
            String offsets = Json.write(before.partition()) + ": " + Json.write(before.offset()) + " -> "
                    + Json.write(after.offset());
            return isUnderAnotherKey(before, after)
                    ? offsets + " (key " + before.stored() + " -> " + after.stored() + ")"
                    : offsets;
        }
    }

    static SnapshotDiff between(OffsetSnapshot before, OffsetSnapshot after) {
        Map<Object, ConnectorOffset> remaining = after.byPartition();
        List<ConnectorOffset> removed = new ArrayList<>();
        List<Change> changed = new ArrayList<>();
        before.byPartition().forEach((partition, offset) -> {
            ConnectorOffset other = remaining.remove(partition);
            if (other == null) {
                removed.add(offset);
            } else if (!other.equals(offset) || isUnderAnotherKey(offset, other)) {
                changed.add(new Change(offset, other));
            }
        });
        return new SnapshotDiff(removed, List.copyOf(remaining.values()), changed);
    }

    /** To Connect, the same partition under other bytes is another partition. */
    private static boolean isUnderAnotherKey(ConnectorOffset before, ConnectorOffset after) {
        return before.stored() instanceof StoredRecord mine
                && after.stored() instanceof StoredRecord theirs
                && !mine.hasKeyOf(theirs);
    }

    /** {@return whether the snapshots hold the same offsets} */
    public boolean isEmpty() {
        return removed.isEmpty() && added.isEmpty() && changed.isEmpty();
    }

    /** {@return the differences in a few words, the first of them shown} */
    @Override
    public String toString() {
        if (isEmpty()) {
            return "no difference";
        }
        List<String> lines = new ArrayList<>();
        removed.forEach(offset -> lines.add("- " + offset));
        added.forEach(offset -> lines.add("+ " + offset));
        changed.forEach(change -> lines.add("~ " + change));
        String shown = String.join("; ", lines.subList(0, Math.min(SHOWN, lines.size())));
        return lines.size() > SHOWN ? shown + "; and " + (lines.size() - SHOWN) + " more" : shown;
    }
}
