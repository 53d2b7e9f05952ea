package io.connectmigrator.offset;

/** What {@link OffsetSnapshot#union} does with a partition that has different offsets in two snapshots. */
public enum OnConflict {
    /** Refuse to unite them. */
    REFUSE,
    /** Take the offset that comes first, if the order of the two is known; what was read between them may be read again. */
    EARLIEST,
    /**
     * Take the offset that comes last, if the order of the two is known. This may lose records: those between the two offsets, unless
     * they were all copied by the connector that has the other one.
     */
    LATEST
}
