package io.connectmigrator.kafka.internal.bridge;

import java.util.List;
import java.util.OptionalLong;

/**
 * The search from one place in the copy on.
 *
 * @param anchor where it began
 * @param target the records of the copy that were read
 * @param unread whether records of the original that were not read may be equal to those that were
 * @param placement what they show
 */
record Attempt(Anchor anchor, Window target, UnreadEquals unread, Placement placement) {

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
        UnreadEquals unread = UnreadEquals.of(source, target, anchor, offset, limits);
        Alignment alignment = alignFrom(source, target, offset, limits, syncs);
        Placement placement = alignment.place();
        while (placement.isFound() && !alignment.comparesAll()) {
            OptionalLong mayRun =
                    new LaterRuns(source, target, offset, limits).upTo(placement.index(), alignment.compared());
            if (mayRun.isEmpty()) {
                break;
            }
            if (!readOn(source, target, mayRun.getAsLong(), offset, limits)) {
                placement = placement.unbounded();
                break;
            }
            alignment = alignFrom(source, target, offset, limits, syncs);
            placement = alignment.place();
        }
        return new Attempt(
                anchor, target, unread, unread.doubt(placement, target.records().size()));
    }

    /** Reads the copy up to an offset, and the source as far. {@return whether there was more to read} */
    private static boolean readOn(Window source, Window target, long to, long offset, Limits limits) {
        long before = target.to() + source.to();
        target.readTo(Math.max(to, target.to()));
        int enough = target.records().size() + limits.context();
        while (source.records().size() - source.lastBefore(offset) <= enough && !source.isToEnd() && !source.isFull()) {
            source.readTo(source.to() + enough);
        }
        return target.to() + source.to() > before;
    }

    /** Reads the source further back if records of the copy are not among those of it. */
    private static Alignment alignFrom(Window source, Window target, long offset, Limits limits, SyncHistory syncs) {
        Alignment alignment = align(source, target, offset, syncs);
        for (long before = 2L * limits.context(); alignment.needsElder() && !source.isFull(); before *= 2) {
            source.readFrom(offset - before);
            alignment = align(source, target, offset, syncs);
        }
        return alignment;
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
        RecordIndex index = RecordIndex.ofCopies(copies);
        index.add(records.subList(Math.max(0, source.lastBefore(offset)), records.size()));
        return copies.stream().anyMatch(copy -> index.find(copy.identity()) != Sequence.UNKNOWN);
    }

    private static Alignment align(Window source, Window target, long offset, SyncHistory syncs) {
        RecordIndex index = RecordIndex.ofCopies(target.records());
        Sequence original = source.sequence(index.add(source.records()));
        Sequence copy = target.sequence(index.find(target.records()));
        int last = source.lastBefore(offset);
        OptionalLong synced = last < 0
                ? OptionalLong.empty()
                : syncs.of(source.records().get(last).offset());
        return new Alignment(original, new Reading(last, offset, synced), copy);
    }

    /** {@return whether brokers gave the copies timestamps of their own, which are not compared} */
    private static boolean hasOwnTimestamps(List<LogRecord> copies) {
        return copies.stream().anyMatch(LogRecord::appendTime);
    }

    Attempt with(Placement other) {
        return new Attempt(anchor, target, unread, other);
    }

    /** {@return whether timestamps of the copies are those of the originals} */
    boolean hasTimestamps() {
        return !hasOwnTimestamps(target.records());
    }

    String text() {
        return placement.text() + (hasTimestamps() ? "" : "; timestamps were not compared");
    }
}
