package io.connectmigrator.report;

/** The steps of a migration, in the order in which they happen. */
public enum MigrationStep {

    /** Reads both clusters and finds problems. Writes nothing. If it fails, nothing was touched. */
    CHECK,

    /**
     * Creates the connector on the target, stopped, while the source still runs. On workers before 3.7, which start what
     * they create, it only checks that the name is free. If it fails, what was created is deleted.
     */
    PREPARE,

    /**
     * Pauses the source, waits until every task says that it is paused, and stops it; on workers before 3.5, which
     * cannot stop a connector, it restarts the paused tasks instead, which makes them commit. If it fails, the source is
     * brought back to the state it had.
     */
    QUIESCE,

    /** Reads the offsets of the stopped source. If it fails, the source is brought back. */
    SNAPSHOT,

    /** Writes the offsets to the target. If it fails, the target's offsets are restored and the source brought back. */
    WRITE,

    /**
     * Reads the offsets back from the target, and before a hook is called the source once more. If they differ, everything
     * is undone.
     */
    VERIFY,

    /** Calls the {@link io.connectmigrator.plan.CutoverHook}. If that fails, everything is undone. */
    CUT_OVER,

    /**
     * Reads both sides once more, brings the connector on the target to the state that the source had, or creates it on
     * workers before 3.7, and waits until every task runs. If anything has changed meanwhile, everything is undone. If it fails
     * after the target was asked to run, the target may have copied records, and
     * {@link io.connectmigrator.migration.Migrator#rollback} copies its offsets back.
     */
    RESUME,

    /** Watches that the offsets of the target move on from what was written, and never back. */
    PROVE,

    /** Deletes the connector that is no longer needed: the source's on confirm, the target's on rollback. */
    REMOVE;

    /** {@return the step's name in words} */
    @Override
    public String toString() {
        return Figures.words(name());
    }
}
