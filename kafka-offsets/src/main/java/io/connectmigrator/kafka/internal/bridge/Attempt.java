package io.connectmigrator.kafka.internal.bridge;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * The search from one place in the copy on.
 *
 * @param anchor where it began
 * @param target the records of the copy that were read
 * @param placement what they show
 */
record Attempt(Anchor anchor, Window target, Placement placement) {

    /** Reads the copy until the last record that was read is found and no more repetitions are sought, and the source as far. */
    static Attempt at(Anchor anchor, Window source, Window target, long offset, Limits limits, SyncHistory syncs) {
        int context = limits.context();
        source.readTo(offset + Math.min(limits.behind(), target.left() + context));
        read(source, target, offset, limits);
        // Where the source has gaps, more offsets are needed for as many records.
        int enough = Math.min(limits.behind(), target.records().size()) + context;
        while (source.records().size() - source.lastBefore(offset) <= enough && !source.isToEnd() && !source.isFull()) {
            source.readTo(source.to() + enough);
        }
        boolean isAmbiguous = isAmbiguous(source, target, anchor, offset, limits);
        Alignment alignment = align(source, target, offset, syncs);
        for (long before = 2L * context; alignment.needsElder() && !source.isFull(); before *= 2) {
            source.readFrom(offset - before);
            alignment = align(source, target, offset, syncs);
        }
        Placement placement = alignment.place();
        return new Attempt(
                anchor, target, isAmbiguous ? placement.doubted(target.records().size()) : placement);
    }

    private static void read(Window source, Window target, long offset, Limits limits) {
        boolean isFound = false;
        int found = 0;
        long chunk = limits.firstChunk();
        do {
            List<LogRecord> read = target.readTo(target.to() + chunk);
            chunk = Math.min(limits.largestChunk(), 2 * chunk);
            if (!isFound) {
                isFound = holdsLater(source, read, offset);
                found = target.records().size();
            }
        } while (!target.isToEnd()
                && !target.isFull()
                && !(isFound && target.records().size() - found > limits.behind()));
    }

    /** {@return whether records of the copy are those that the consumer has read last, or later ones} */
    private static boolean holdsLater(Window source, List<LogRecord> copies, long offset) {
        List<LogRecord> records = source.records();
        RecordIndex index = index(copies);
        index.add(records.subList(Math.max(0, source.lastBefore(offset)), records.size()));
        return copies.stream().anyMatch(copy -> index.find(copy.identity()) != Sequence.UNKNOWN);
    }

    /**
     * Reads further back if timestamps do not tell records apart: to the record whose copy is known, or so far that repetitions would
     * be seen.
     *
     * @return whether records equal to the last one may be before those that were read
     */
    private static boolean isAmbiguous(Window source, Window target, Anchor anchor, long offset, Limits limits) {
        List<LogRecord> records = source.records();
        LogRecord last = records.get(Math.max(0, source.lastBefore(offset)));
        boolean areAlike = hasOwnTimestamps(target.records())
                || records.get(0).identity().timestamp() == last.identity().timestamp()
                || (isDisordered(records) && areRepeated(records));
        if (!areAlike) {
            return false;
        }
        boolean isKnown = anchor.original() != Anchor.NONE;
        long from = (isKnown ? anchor.original() : offset) - limits.untimed();
        source.readFrom(from);
        // The copy may begin behind the last record, or lack most of those behind it: its records can be copies of
        // anything later.
        source.readTo(Long.MAX_VALUE);
        boolean isCovered =
                isKnown ? source.isFromStart() || source.from() <= from : source.isFromStart() && source.isToEnd();
        int[] ids = index(target.records()).add(records);
        return !isCovered && Arrays.stream(ids).distinct().count() < ids.length;
    }

    private static boolean isDisordered(List<LogRecord> records) {
        return IntStream.range(1, records.size())
                .anyMatch(i -> records.get(i).identity().timestamp()
                        < records.get(i - 1).identity().timestamp());
    }

    private static boolean areRepeated(List<LogRecord> records) {
        int[] ids = new RecordIndex(false).add(records);
        return Arrays.stream(ids).distinct().count() < ids.length;
    }

    private static Alignment align(Window source, Window target, long offset, SyncHistory syncs) {
        RecordIndex index = index(target.records());
        Sequence original = source.sequence(index.add(source.records()));
        Sequence copy = target.sequence(index.find(target.records()));
        int last = source.lastBefore(offset);
        OptionalLong synced = last < 0
                ? OptionalLong.empty()
                : syncs.of(source.records().get(last).offset());
        return new Alignment(original, new Reading(last, offset, synced), copy);
    }

    private static RecordIndex index(List<LogRecord> copies) {
        return new RecordIndex(!hasOwnTimestamps(copies));
    }

    /** {@return whether brokers gave the copies timestamps of their own, which are not compared} */
    private static boolean hasOwnTimestamps(List<LogRecord> copies) {
        return copies.stream().anyMatch(LogRecord::appendTime);
    }

    Attempt with(Placement other) {
        return new Attempt(anchor, target, other);
    }

    /** {@return whether timestamps of the copies are those of the originals} */
    boolean hasTimestamps() {
        return !hasOwnTimestamps(target.records());
    }

    String text() {
        return placement.text() + (hasTimestamps() ? "" : "; timestamps were not compared");
    }
}
