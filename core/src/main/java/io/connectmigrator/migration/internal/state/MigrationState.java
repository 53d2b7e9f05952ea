package io.connectmigrator.migration.internal.state;

import org.jspecify.annotations.Nullable;

/**
 * How far one connector has come, across all calls.
 *
 * @param phase what has been reached
 * @param forward the progress towards the target
 * @param rollback the progress of the rollback, or null if none was asked for
 */
public record MigrationState(
        Phase phase, Progress forward, @Nullable Progress rollback) {

    public enum Phase {
        UNDER_WAY,
        UNDONE,
        MOVED,
        ROLLED_BACK,
        CONFIRMED
    }

    public static MigrationState begin() {
        return new MigrationState(Phase.UNDER_WAY, Progress.NOTHING_YET, null);
    }

    public MigrationState withForward(Progress progress) {
        return new MigrationState(phase, progress, rollback);
    }

    public MigrationState withRollback(@Nullable Progress progress) {
        return new MigrationState(phase, forward, progress);
    }

    public MigrationState in(Phase reached) {
        return new MigrationState(reached, forward, rollback);
    }

    /** {@return whether there is something left to do, if only to confirm} */
    public boolean isOpen() {
        return phase == Phase.UNDER_WAY || phase == Phase.MOVED;
    }

    /** {@return whether the connector has left the target, or is about to} */
    public boolean rollsBack() {
        return isOpen() && rollback != null;
    }

    /** {@return whether the target may have copied records, so that its offsets are the ones that count} */
    public boolean targetCounts() {
        return phase == Phase.MOVED || forward.targetResumed();
    }
}
