package io.connectmigrator.kafka.internal.bridge;

import io.connectmigrator.offset.TranslatedOffset.Verdict;

/**
 * Finds where a consumer of the original goes on in the copy. A mirror copies in the order of the original, leaves records out, and
 * after an interruption goes back: behind the last copy of a record come copies of all that follow it.
 */
final class Alignment {

    static final String BEGINS_BEHIND = "the copy begins behind the next record to be read";

    private final Sequence original;
    private final Sequence copy;
    private final Reading reading;
    private final int last;
    private final Occurrences found;

    Alignment(Sequence original, Reading reading, Sequence copy) {
        this.original = original;
        this.copy = copy;
        this.reading = reading;
        this.last = reading.last();
        this.found = new Occurrences(original, copy, last);
    }

    Placement place() {
        if (last < 0) {
            return new BeginningAlignment(original, reading, copy, found).place();
        }
        if (!found.isUnique(last)) {
            return finished(new EqualRecordsAlignment(original, reading, copy, found).place());
        }
        return finished(found.lastCopy(last) >= 0 ? behindCopy(found.lastCopy(last)) : withoutCopy());
    }

    /** {@return how many records of the copy were compared} */
    int compared() {
        return found.length();
    }

    /** {@return whether the copy has no other records} */
    boolean comparesAll() {
        return found.reachesEnd();
    }

    /** {@return whether the last records of the copy are not among those of the original, but may be among earlier ones} */
    boolean needsElder() {
        int end = found.length();
        boolean unknownTail = found.reachesEnd() && end > 0 && !found.isKnown(end - 1);
        boolean isOutOfContext =
                last >= 0 && found.isUnique(last) && found.lastCopy(last) < 0 && found.lastSeen(last) >= 0;
        return !original.fromStart() && (unknownTail || isOutOfContext);
    }

    private Placement behindCopy(int at) {
        String later = nextBehind(at) < found.length() ? "that of a later one behind it" : "no later one behind it";
        String text = "the copy of the last record that was read, and " + later;
        if (reading.isRightBehindLast(original)) {
            return Placement.exact(at + 1, found.copies(last) - 1L, text);
        }
        return upToNext(at, found.copies(last) - 1L, text);
    }

    /**
     * Records between the last one and the offset may have been compacted away in the source only. Their copies are not known, and come
     * before each copy of the next record.
     */
    private Placement upToNext(int at, long repeats, String text) {
        int later = last + 1;
        while (later < original.length() && found.lastCopy(later) < 0) {
            later++;
        }
        boolean isCopied = later < original.length();
        // Behind the copy of the last record, one that is equal to a later record is that; elsewhere it may be one
        // before.
        int first = at == found.lastCopy(last) ? nextBehind(at) : passedAt(at);
        int next = Math.max(first, isCopied ? found.lastCopy(later) : 0);
        int between = found.unknown(at + 1, isCopied ? Math.max(next, found.lastSeen(later)) : next);
        if (between == 0) {
            return Placement.exact(at + 1, repeats, text);
        }
        boolean isNext = isCopied && later == last + 1 && found.lastSeen(later) <= next;
        return isNext && reading.isRightAtNext(original)
                ? Placement.exact(next, repeats, text)
                : Placement.atLeastOnce(
                        at + 1,
                        between,
                        repeats,
                        text + "; between them are records that are not in the source any more");
    }

    /** The last record has no copy: it was left out, compacted away, or not copied yet. */
    private Placement withoutCopy() {
        int before = last - 1;
        while (before >= 0 && found.lastCopy(before) < 0) {
            before--;
        }
        int at = before < 0 ? -1 : found.lastCopy(before);
        if (passedAt(at) == found.length()) {
            return found.reachesEnd()
                    ? before < 0
                            ? Placement.notMirrored(-1, false, "no copy of the last record that was read")
                            : Placement.behind(last - before)
                    : Placement.notFound(false, "no copy of the last record that was read");
        }
        if (before < 0) {
            return beforeAll(nextBehind(at));
        }
        return upToNext(at, 0, "no copy of the last record that was read, but of one before it and of a later one");
    }

    /** The copy seems to begin behind what was read. */
    private Placement beforeAll(int next) {
        if (!copy.fromStart()) {
            return Placement.notFound(false, "only copies of later records");
        }
        if (found.certain(next) != last + 1) {
            return Placement.notFound(true, BEGINS_BEHIND);
        }
        boolean isNext = reading.isRightAtNext(original);
        int at = isNext ? Math.max(next, found.lastCopy(last + 1)) : next;
        return (isNext || next == 0) && found.lastSeen(last + 1) <= at
                ? Placement.exact(at, 0, "the copy begins with the next record")
                : Placement.atLeastOnce(
                        0,
                        Math.max(next, found.unknown(0, found.length())),
                        0,
                        "the copy of the next record, and unknown ones before it");
    }

    /** {@return the index of the first record that can only be the copy of a later one} */
    private int passedAt(int at) {
        int next = at + 1;
        while (next < found.length() && found.earliest(next) <= last) {
            next++;
        }
        return next;
    }

    private int nextBehind(int at) {
        int next = at + 1;
        while (next < found.length() && found.latest(next) <= last) {
            next++;
        }
        return next;
    }

    /** Counts records behind the place that were read before. */
    private Placement finished(Placement place) {
        if (!place.isFound()) {
            return place;
        }
        long again = 0;
        int latest = last + 1;
        for (int j = place.index(); j < found.length(); j++) {
            if (found.isKnown(j)) {
                latest = found.latest(j);
                again += latest <= last ? 1 : 0;
            }
        }
        if (found.reachesEnd() && latest < last) {
            return Placement.notMirrored(
                    again, true, "the mirror is writing records again that were read, so far " + again);
        }
        boolean isExact = place.verdict() == Verdict.EXACT && again == 0;
        return place.rereading(isExact ? 0 : again + found.unknown(place.index(), found.length()))
                .repeating(repeatedBehind(place.index()));
    }

    /** {@return how many copies of later records are there once more: any consumer reads these twice} */
    private long repeatedBehind(int index) {
        long repeated = 0;
        int furthest = last;
        for (int j = index; j < found.length(); j++) {
            int source = found.certain(j);
            repeated += source > last && source <= furthest ? 1 : 0;
            furthest = Math.max(furthest, source);
        }
        return repeated;
    }
}
