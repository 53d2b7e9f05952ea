package io.connectmigrator.kafka.internal.bridge;

import java.util.Arrays;

/**
 * Finds where a consumer goes on whose last record is equal to others: by those around it that are unique. Records that are equal
 * cannot be told apart by the consumer either, so their number is what counts.
 */
final class TwinAlignment {

    private final Sequence original;
    private final int last;
    private final Sequence copy;
    private final Occurrences found;

    TwinAlignment(Sequence original, int last, Sequence copy, Occurrences found) {
        this.original = original;
        this.last = last;
        this.copy = copy;
        this.found = found;
    }

    Placement place() {
        int after = last + 1;
        while (after < original.length() && !isCopied(after)) {
            after++;
        }
        int before = last - 1;
        while (before >= 0 && !isCopied(before)) {
            before--;
        }
        int from = before < 0 ? -1 : found.lastCopy(before);
        int to = after < original.length() && found.lastCopy(after) > from ? found.lastCopy(after) : -1;
        if (to >= 0 && precedes(after, to)) {
            return Placement.exact(
                    to - (after - last - 1), 0, "the copies of equal records, up to the next unique one");
        }
        boolean complete = original.complete() && copy.complete();
        if (before < 0 && !complete) {
            return Placement.notFound(false, "the last record that was read is equal to all others around it");
        }
        return behind(before, from, to >= 0 ? to : found.length());
    }

    /** {@return whether the last record and all up to a unique one are in the copy, right before the copy of that} */
    private boolean precedes(int after, int to) {
        int from = to - (after - last);
        return from >= 0 && Arrays.equals(copy.ids(), from, to, original.ids(), last, after);
    }

    /** Goes on behind the copy of a unique record: of equal records, any may lack in the copy, or be there again. */
    private Placement behind(int before, int from, int end) {
        int i = before + 1;
        int j = from + 1;
        while (i <= last && j < end && copy.ids()[j] == original.ids()[i]) {
            i++;
            j++;
        }
        if (i <= last && j == found.length() && found.reachesEnd()) {
            return Placement.notMirrored(
                    last - i + 1L,
                    true,
                    "the mirror is " + (last - i + 1) + " records behind the last one that was read");
        }
        return Placement.atLeastOnce(
                from + 1,
                Math.max(1, end - from - 1L),
                0,
                "the last record that was read is equal to others around it");
    }

    private boolean isCopied(int i) {
        return found.isUnique(i) && found.lastCopy(i) >= 0;
    }
}
