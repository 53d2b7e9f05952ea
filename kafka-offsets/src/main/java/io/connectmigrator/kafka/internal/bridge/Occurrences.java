package io.connectmigrator.kafka.internal.bridge;

import java.util.Arrays;

/** Which records of the original those of the copy may be. A record that occurs once in the original is known for certain. */
final class Occurrences {

    /** How far before a copy, in records, an earlier record of the original must be found. */
    private static final int NEIGHBOURHOOD = 8;

    private final Sequence original;
    private final Sequence copy;
    private final int[] lowest;
    private final int[] highest;
    private final int[] lastCopy;
    private final int[] lastSeen;
    private final int[] copies;
    private final int length;

    /** Takes the index of the record of the original that was read last, -1 if there is none. */
    Occurrences(Sequence original, Sequence copy, int read) {
        this.original = original;
        this.copy = copy;
        int ids = Arrays.stream(original.ids()).max().orElse(-1) + 1;
        this.lowest = new int[ids];
        this.highest = new int[ids];
        Arrays.fill(lowest, -1);
        for (int i = 0; i < original.length(); i++) {
            int id = original.ids()[i];
            lowest[id] = lowest[id] < 0 ? i : lowest[id];
            highest[id] = i;
        }
        this.length = comparable(read);
        this.lastCopy = new int[original.length()];
        this.lastSeen = new int[original.length()];
        this.copies = new int[original.length()];
        Arrays.fill(lastCopy, -1);
        Arrays.fill(lastSeen, -1);
        for (int j = 0; j < length; j++) {
            int source = certain(j);
            if (source >= 0) {
                lastSeen[source] = j;
            }
            if (source >= 0 && isInContext(j, source)) {
                lastCopy[source] = j;
                copies[source]++;
            }
        }
    }

    /**
     * How many records of the copy are compared. Where more of the original follow that were not read, those of the copy further on may
     * be any of these.
     */
    private int comparable(int read) {
        if (original.toEnd()) {
            return copy.length();
        }
        int unread = original.length() - 1 - read;
        int furthest = -1;
        int at = -1;
        int passed = -1;
        for (int j = 0; j < copy.length(); j++) {
            passed = passed < 0 && certain(j) > read ? j : passed;
            if (certain(j) > furthest) {
                furthest = certain(j);
                at = j;
            }
        }
        int end = furthest > read + unread * 3 / 4 ? at + 1 : copy.length();
        return passed < 0 ? end : Math.min(end, passed + unread);
    }

    int length() {
        return length;
    }

    boolean reachesEnd() {
        return copy.toEnd() && length == copy.length();
    }

    /** {@return the only record of the original of which this one can be a copy, -1 if there are several or none} */
    int certain(int j) {
        int id = copy.ids()[j];
        return id >= 0 && lowest[id] == highest[id] ? lowest[id] : -1;
    }

    boolean isUnique(int i) {
        int id = original.ids()[i];
        return lowest[id] == highest[id];
    }

    boolean isKnown(int j) {
        return copy.ids()[j] != Sequence.UNKNOWN;
    }

    /** {@return the last of the records of the original of which this one can be a copy, -1 if there are none} */
    int latest(int j) {
        return isKnown(j) ? highest[copy.ids()[j]] : -1;
    }

    /** {@return the first of them, -1 if there are none} */
    int earliest(int j) {
        return isKnown(j) ? lowest[copy.ids()[j]] : -1;
    }

    /** {@return the index of the last copy of a record that is unique in the original, -1 if there is none} */
    int lastCopy(int i) {
        return lastCopy[i];
    }

    /** {@return the same, even if no other records around it show that it is the copy} */
    int lastSeen(int i) {
        return lastSeen[i];
    }

    int unknown(int from, int to) {
        int unknown = 0;
        for (int j = from; j < to; j++) {
            unknown += isKnown(j) ? 0 : 1;
        }
        return unknown;
    }

    int copies(int i) {
        return copies[i];
    }

    /**
     * A record alone may be equal to one further back in the original than was read: so records that come before or behind it in the
     * original have to be near it in the copy, if there are others at all.
     */
    private boolean isInContext(int j, int source) {
        for (int near = Math.max(0, j - NEIGHBOURHOOD); near < Math.min(length, j + NEIGHBOURHOOD); near++) {
            int other = certain(near);
            if (other >= 0 && (near < j ? other < source : other > source)) {
                return true;
            }
        }
        boolean isFirst = (source == 0 && original.fromStart()) || (j == 0 && copy.fromStart());
        boolean isNext =
                j + 1 < length && source + 1 < original.length() && copy.ids()[j + 1] == original.ids()[source + 1];
        return isNext || (isFirst && j + 1 == length);
    }
}
