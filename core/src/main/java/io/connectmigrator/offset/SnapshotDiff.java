package io.connectmigrator.offset;

import io.connectmigrator.internal.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The differences between two snapshots, in partitions and {@linkplain OffsetSnapshot#unlisted() unlisted} records.
 * Unlisted records are compared by their bytes except the connector's name in the key, and only if both snapshots can have
 * some: over REST none can be read.
 *
 * @param removed offsets of partitions that only the first snapshot has
 * @param added offsets of partitions that only the second snapshot has
 * @param changed partitions that both have, with different offsets
 * @param removedUnlisted unlisted records that only the first snapshot has
 * @param addedUnlisted unlisted records that only the second snapshot has; one whose value changed is in both lists
 */
public record SnapshotDiff(
        List<ConnectorOffset> removed,
        List<ConnectorOffset> added,
        List<Change> changed,
        List<StoredRecord> removedUnlisted,
        List<StoredRecord> addedUnlisted) {

    private static final int SHOWN = 5;

    /**
     * Copies the lists.
     *
     * @param removed offsets of partitions that only the first snapshot has
     * @param added offsets of partitions that only the second snapshot has
     * @param changed partitions that both have, with different offsets
     * @param removedUnlisted unlisted records that only the first snapshot has
     * @param addedUnlisted unlisted records that only the second snapshot has
     */
    public SnapshotDiff {
        removed = List.copyOf(removed);
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        removedUnlisted = List.copyOf(removedUnlisted);
        addedUnlisted = List.copyOf(addedUnlisted);
    }

    /**
     * One partition whose offset changed.
     *
     * @param before its offset in the first snapshot
     * @param after its offset in the second
     */
    public record Change(ConnectorOffset before, ConnectorOffset after) {

        /**
         * {@return whether the offset went back: some of its numbers are smaller and nothing else changed} Where anything but
         * numbers changed, such as the name of a log file, a smaller number means nothing.
         */
        public boolean isBackwards() {
            return OffsetValues.isBehind(after.offset(), before.offset());
        }

        @Override
        public String toString() {
            String offsets = Json.write(before.partition()) + ": " + Json.write(before.offset()) + " -> "
                    + Json.write(after.offset());
            return UnlistedRecords.areUnderTwoKeys(before, after)
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
            } else if (!other.equals(offset) || UnlistedRecords.areUnderTwoKeys(offset, other)) {
                changed.add(new Change(offset, other));
            }
        });
        boolean comparable = before.canHaveUnlisted() && after.canHaveUnlisted();
        return new SnapshotDiff(
                removed,
                List.copyOf(remaining.values()),
                changed,
                comparable ? onlyIn(before.unlisted(), after.unlisted()) : List.of(),
                comparable ? onlyIn(after.unlisted(), before.unlisted()) : List.of());
    }

    private static List<StoredRecord> onlyIn(List<StoredRecord> some, List<StoredRecord> others) {
        Set<StoredRecord> known = others.stream().map(SnapshotDiff::withoutName).collect(Collectors.toSet());
        return some.stream()
                .filter(record -> !known.contains(withoutName(record)))
                .toList();
    }

    private static StoredRecord withoutName(StoredRecord record) {
        return record.named("");
    }

    /** {@return whether the snapshots hold the same offsets, and the same unlisted records if both can have some} */
    public boolean isEmpty() {
        return removed.isEmpty()
                && added.isEmpty()
                && changed.isEmpty()
                && removedUnlisted.isEmpty()
                && addedUnlisted.isEmpty();
    }

    /** {@return the first differences, and how many more there are} */
    @Override
    public String toString() {
        if (isEmpty()) {
            return "no difference";
        }
        String shown = Stream.of(
                        removed.stream().map(offset -> "- " + offset),
                        added.stream().map(offset -> "+ " + offset),
                        changed.stream().map(change -> "~ " + change),
                        removedUnlisted.stream().map(record -> "- record " + inWords(record)),
                        addedUnlisted.stream().map(record -> "+ record " + inWords(record)))
                .flatMap(lines -> lines)
                .limit(SHOWN)
                .collect(Collectors.joining("; "));
        int more =
                removed.size() + added.size() + changed.size() + removedUnlisted.size() + addedUnlisted.size() - SHOWN;
        return more > 0 ? shown + "; and " + more + " more" : shown;
    }

    private static String inWords(StoredRecord record) {
        return record + ": " + new String(record.value(), StandardCharsets.UTF_8);
    }
}
