package io.connectmigrator.plan;

/** Whether a rehearsal writes offsets of a connector that takes part when its offsets are altered. */
public enum RehearsedWrite {

    /**
     * Asks the connector first, by a reset of no offsets, and writes nothing if it takes part: it might change something in a system of
     * its own. The rehearsal then says what it has left out. This is the default.
     */
    LEAVE_OUT,

    /** Writes them, and deletes them again: whatever the connector does in its system when its offsets are altered is harmless. */
    WRITE
}
