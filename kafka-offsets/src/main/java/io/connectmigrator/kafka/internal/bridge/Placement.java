package io.connectmigrator.kafka.internal.bridge;

import io.connectmigrator.offset.TranslatedOffset.Verdict;

/**
 * Where a consumer goes on among the records that were read of the copy.
 *
 * @param verdict how exact it is; NOT_FOUND if these records do not show it
 * @param index how many of the records it has behind it
 * @param count how many records are read again at most, or by how many the mirror is behind; -1 if that is not known
 * @param repeats how many copies were seen of the record that was read last, but for the last one, and of later records once more
 * @param certain false if other records of the copy may show more
 * @param text what was found, in a sentence without a full stop
 */
record Placement(Verdict verdict, int index, long count, long repeats, boolean certain, String text) {

    /** The count if all behind the place in the copy may be read again, of which more may follow than were read. */
    static final long ALL = Long.MAX_VALUE;

    static Placement exact(int index, long repeats, String text) {
        return new Placement(Verdict.EXACT, index, 0, repeats, true, text);
    }

    static Placement atLeastOnce(int index, long again, long repeats, String text) {
        return new Placement(Verdict.AT_LEAST_ONCE, index, again, repeats, true, text);
    }

    static Placement notMirrored(long behind, boolean certain, String text) {
        return new Placement(Verdict.NOT_MIRRORED, 0, behind, 0, certain, text);
    }

    /** {@return that the mirror has yet to copy this many records} */
    static Placement behind(long records) {
        String count = records == 1 ? "1 record" : records + " records";
        return notMirrored(records, true, "the mirror is " + count + " behind the last one that was read");
    }

    static Placement notFound(boolean certain, String text) {
        return new Placement(Verdict.NOT_FOUND, 0, 0, 0, certain, text);
    }

    /** {@return the same, if equal records may be elsewhere too; all behind it may then have been read} */
    Placement doubted(int length) {
        return verdict == Verdict.EXACT && length > index
                ? atLeastOnce(index, length - index, repeats, text + "; equal records may be elsewhere in the source")
                : this;
    }

    /** {@return the same, if any of the records behind it may have been read before} */
    Placement unbounded() {
        return atLeastOnce(
                index, ALL, repeats, text + "; further behind it may be records that the mirror has written again");
    }

    boolean isFound() {
        return verdict == Verdict.EXACT || verdict == Verdict.AT_LEAST_ONCE;
    }

    /** {@return the same, if this many of the records behind it were read before} */
    Placement rereading(long again) {
        String more = again > count ? text + "; behind it are records that the mirror has written again" : text;
        long most = Math.max(again, count);
        return most == 0 ? this : new Placement(Verdict.AT_LEAST_ONCE, index, most, repeats, true, more);
    }

    /** {@return the same, if this many more copies were seen that are there again} */
    Placement repeating(long more) {
        return more == 0 ? this : new Placement(verdict, index, count, repeats + more, certain, text);
    }
}
