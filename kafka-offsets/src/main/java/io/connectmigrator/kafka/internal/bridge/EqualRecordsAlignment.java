package io.connectmigrator.kafka.internal.bridge;

import java.util.Arrays;

/**
 * Finds where a consumer goes on whose last record is equal to others: by those around it that are unique. Records that are equal
 * cannot be told apart by the consumer either, so their number is what counts.
 */
final class EqualRecordsAlignment {

    private final Sequence original;
    private final Reading reading;
    private final int last;
    private final Sequence copy;
    private final Occurrences found;

    EqualRecordsAlignment(Sequence original, Reading reading, Sequence copy, Occurrences found) {
        this.original = original;
        this.reading = reading;
        this.last = reading.last();
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
            return Placement.notFound(
                    false,
                    cannotBeTold(last + 1L) + ": the last record that was read is equal to all others around it");
        }
        return behind(before, from, to >= 0 ? to : found.length());
    }

    /** {@return whether the last record and all up to a unique one are in the copy, right before the copy of that} */
    private boolean precedes(int after, int to) {
        int from = to - (after - last);
        return from >= 0 && Arrays.equals(copy.ids(), from, to, original.ids(), last, after);
    }

    /**
     * Goes on behind as many copies as there are records from a unique one to the last: if none is missing in the copy, a mirror can have
     * come no further with them. It may have come less far, if it has written some of the equal ones again.
     */
    private Placement behind(int before, int from, int end) {
        int i = before + 1;
        int j = from + 1;
        while (i <= last && j < end && copy.ids()[j] == original.ids()[i]) {
            i++;
            j++;
        }
        // Where the copy begins, a mirror may have begun in the midst of equal records.
        boolean isWhole = from >= 0 && isContiguous(from, j);
        boolean mayFollow = from < 0 || isWhole;
        if (i <= last && mayFollow && j == found.length() && found.reachesEnd()) {
            return Placement.behind(last - i + 1L);
        }
        boolean isBounded = end < found.length() || found.reachesEnd();
        if (i <= last || !isWhole) {
            return Placement.atLeastOnce(
                    from + 1,
                    isBounded ? Math.max(1, end - from - 1L) : Placement.ALL,
                    0,
                    cannotBeTold(end - from - 1L));
        }
        long again = readBehind(j, end);
        boolean isNoted = reading.synced().isPresent() && reading.synced().getAsLong() == copy.offsets()[j - 1];
        return isNoted && again == 0 && reading.isRightBehindLast(original)
                ? Placement.exact(j, 0, "the mirror has noted where it has copied the last record that was read")
                : Placement.atLeastOnce(
                        j, isBounded ? last - before + again : Placement.ALL, 0, cannotBeTold(last - before));
    }

    /** {@return that records are equal in everything by which they are known} */
    private static String cannotBeTold(long equal) {
        return "it cannot be told which of " + equal + " equal records was read last";
    }

    /** Where an offset has no record, a copy may have been compacted away. */
    private boolean isContiguous(int from, int end) {
        return copy.offsets()[end - 1] - copy.offsets()[from] == end - 1L - from;
    }

    /** {@return how many of the copies behind a place can only be those of records that were read} */
    private long readBehind(int from, int end) {
        long read = 0;
        for (int j = from; j < end; j++) {
            read += found.isKnown(j) && found.latest(j) <= last ? 1 : 0;
        }
        return read;
    }

    private boolean isCopied(int i) {
        return found.isUnique(i) && found.lastCopy(i) >= 0;
    }
}
