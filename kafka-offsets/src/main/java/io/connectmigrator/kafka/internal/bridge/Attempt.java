package io.connectmigrator.kafka.internal.bridge;

import java.util.Arrays;
import java.util.List;

/**
 * The search from one place in the copy on.
 *
 * @param anchor where it began
 * @param target the records of the copy that were read
 * @param placement what they show
 */
record Attempt(Anchor anchor, Window target, Placement placement) {

    /** So many records behind the copy are looked at for repetitions. */
    static final int BEHIND = 10_000;

    /** So many offsets before the last record are read where records are not told apart by their timestamps. */
    private static final int UNTIMED_CONTEXT = 2_048;

    private static final int FIRST_CHUNK = 1_024;
    private static final int LARGEST_CHUNK = 16_384;

    /** Reads the copy until the last record that was read is found and no more repetitions are sought, and the source as far. */
    static Attempt at(Anchor anchor, Window source, Window target, long offset, int context) {
        source.readTo(offset + Math.min(BEHIND, target.left() + context));
        read(source, target, offset);
        // Where the source has gaps, more offsets are needed for as many records.
        int enough = Math.min(BEHIND, target.records().size()) + context;
        while (source.records().size() - source.lastBefore(offset) <= enough && !source.isToEnd() && !source.isFull()) {
            source.readTo(source.to() + enough);
        }
        boolean isAmbiguous = isAmbiguous(source, target, anchor, offset);
        Alignment alignment = align(source, target, offset);
        for (long before = 2L * context; alignment.needsElder() && !source.isFull(); before *= 2) {
            source.readFrom(offset - before);
            alignment = align(source, target, offset);
        }
        Placement placement = alignment.place();
        return new Attempt(
                anchor, target, isAmbiguous ? placement.doubted(target.records().size()) : placement);
    }

    private static void read(Window source, Window target, long offset) {
        boolean isFound = false;
        int found = 0;
        long chunk = FIRST_CHUNK;
        do {
            List<LogRecord> read = target.readTo(target.to() + chunk);
            chunk = Math.min(LARGEST_CHUNK, 2 * chunk);
            if (!isFound) {
                isFound = holdsLater(source, read, offset);
                found = target.records().size();
            }
        } while (!target.isToEnd()
                && !target.isFull()
                && !(isFound && target.records().size() - found > BEHIND));
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
    private static boolean isAmbiguous(Window source, Window target, Anchor anchor, long offset) {
        List<LogRecord> records = source.records();
        LogRecord last = records.get(Math.max(0, source.lastBefore(offset)));
        boolean areAlike = hasOwnTimestamps(target.records())
                || records.get(0).identity().timestamp() == last.identity().timestamp();
        if (!areAlike) {
            return false;
        }
        boolean isKnown = anchor.original() != Anchor.NONE;
        long from = (isKnown ? anchor.original() : offset) - UNTIMED_CONTEXT;
        source.readFrom(from);
        if (!isKnown) {
            // The copy may begin behind the last record: its first ones can be copies of anything later.
            source.readTo(Long.MAX_VALUE);
        }
        boolean isCovered =
                isKnown ? source.isFromStart() || source.from() <= from : source.isFromStart() && source.isToEnd();
        int[] ids = index(target.records()).add(records);
        return !isCovered && Arrays.stream(ids).distinct().count() < ids.length;
    }

    private static Alignment align(Window source, Window target, long offset) {
        RecordIndex index = index(target.records());
        Sequence original = source.sequence(index.add(source.records()));
        Sequence copy = target.sequence(index.find(target.records()));
        return new Alignment(original, new Reading(source.lastBefore(offset), offset), copy);
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

    String text() {
        return placement.text() + (hasOwnTimestamps(target.records()) ? "; timestamps were not compared" : "");
    }
}
