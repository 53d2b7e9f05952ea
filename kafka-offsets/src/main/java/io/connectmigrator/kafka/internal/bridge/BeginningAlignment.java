package io.connectmigrator.kafka.internal.bridge;

import java.util.Arrays;

/** Finds where a consumer goes on if no record before its offset is left in the original: at the next record. */
final class BeginningAlignment {

    private final Sequence original;
    private final Reading reading;
    private final Sequence copy;
    private final Occurrences found;

    BeginningAlignment(Sequence original, Reading reading, Sequence copy, Occurrences found) {
        this.original = original;
        this.reading = reading;
        this.copy = copy;
        this.found = found;
    }

    Placement place() {
        int first = 0;
        while (first < original.length() && !(found.isUnique(first) && found.lastCopy(first) >= 0)) {
            first++;
        }
        if (first == original.length()) {
            return withoutCopies();
        }
        int at = found.lastCopy(first) - first;
        boolean isNext = at >= 0 && Arrays.equals(copy.ids(), at, at + first, original.ids(), 0, first);
        if (!isNext) {
            return withoutNext(first);
        }
        boolean isNextInBoth = reading.isRightAtNext(original) || (at == 0 && copy.fromStart());
        if (isNextInBoth && found.lastSeen(first) == found.lastCopy(first)) {
            return Placement.exact(at, 0, "the copy of the next record; none before it is in the source any more");
        }
        return copy.fromStart()
                ? Placement.atLeastOnce(
                        0,
                        Math.max(at, found.unknown(0, found.length())),
                        0,
                        "the copy of the next record, and " + at + " before it that are not in the source any more")
                : Placement.notFound(false, "the copy of the next record, and others before it");
    }

    private Placement withoutNext(int first) {
        boolean isThere = false;
        for (int j = 0; j < found.length(); j++) {
            isThere |= copy.ids()[j] == original.ids()[0];
        }
        return isThere && copy.fromStart()
                ? Placement.atLeastOnce(0, found.lastCopy(first), 0, "the next record is equal to others around it")
                : Placement.notFound(copy.fromStart(), Alignment.BEGINS_BEHIND);
    }

    private Placement withoutCopies() {
        if (copy.length() == 0 && copy.fromStart()) {
            return Placement.exact(0, 0, "no record was read, and none is copied");
        }
        for (int j = 0; j < found.length(); j++) {
            if (found.isKnown(j)) {
                return Placement.notFound(false, "the next record is equal to others around it");
            }
        }
        return found.reachesEnd()
                ? Placement.notMirrored(-1, false, "no copy of the next record")
                : Placement.notFound(false, "no copy of the next record");
    }
}
