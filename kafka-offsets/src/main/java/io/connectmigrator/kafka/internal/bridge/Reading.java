package io.connectmigrator.kafka.internal.bridge;

import java.util.OptionalLong;

/**
 * How far a consumer has read in the original.
 *
 * @param last the index of the last record before its offset, -1 if there is none
 * @param offset its offset
 * @param synced the offset in the copy that the mirror has noted for the last record; empty if there is none
 */
record Reading(int last, long offset, OptionalLong synced) {

    /** {@return whether no record between the last one and the offset can have been compacted away} */
    boolean isRightBehindLast(Sequence original) {
        return last >= 0 && original.offsets()[last] == offset - 1;
    }

    /** {@return whether no record between the offset and the next one can have been compacted away} */
    boolean isRightAtNext(Sequence original) {
        return last + 1 < original.length() && original.offsets()[last + 1] == offset;
    }
}
