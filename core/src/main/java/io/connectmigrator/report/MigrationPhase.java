package io.connectmigrator.report;

/** How far the migration of one connector has come, across all calls, as the journal says. */
public enum MigrationPhase {

    /** Moving to the target. {@link io.connectmigrator.migration.Migrator#migrate} goes on, {@link io.connectmigrator.migration.Migrator#rollback} undoes. */
    MOVING,

    /** A step has failed, and the steps before it are being undone. {@code rollback} finishes that; {@code migrate} does and then starts again. */
    UNDOING,

    /** On the target. Waits for {@link io.connectmigrator.migration.Migrator#confirm} or {@code rollback}. */
    MOVED,

    /** Moving back from the target, with its current offsets. {@code rollback} goes on. */
    ROLLING_BACK,

    /** On the source, where a step failed before the target was started, or the call was cancelled. At its end. */
    UNDONE,

    /** On the source again, after it was on the target. At its end. */
    ROLLED_BACK,

    /** On the target, and the source has been deleted. At its end. */
    CONFIRMED,

    /**
     * Being {@linkplain io.connectmigrator.migration.Migrator#rehearse rehearsed} with a copy on the target, while the source is left
     * alone. The same call removes what is left of the copy, and rehearses again.
     */
    REHEARSING,

    /** The copy of a rehearsal has been removed from the target. At its end. */
    REHEARSED;

    /** {@return whether there is something left to do, if only to confirm} */
    public boolean isOpen() {
        return switch (this) {
            case MOVING, UNDOING, MOVED, ROLLING_BACK, REHEARSING -> true;
            case UNDONE, ROLLED_BACK, CONFIRMED, REHEARSED -> false;
        };
    }
}
