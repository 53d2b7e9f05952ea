package io.connectmigrator.migration.internal.state;

import org.jspecify.annotations.Nullable;

/**
 * How far one connector has come, across all calls.
 *
 * @param phase what has been reached
 * @param there the progress of the way to the target
 * @param back the progress of the way back, or null if no rollback was asked for
 */
public record MigrationState(
        Phase phase, Progress there, @Nullable Progress back) {

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

    public MigrationState withThere(Progress progress) {
        return new MigrationState(phase, progress, back);
    }

    public MigrationState withBack(@Nullable Progress progress) {
        return new MigrationState(phase, there, progress);
    }

    public MigrationState in(Phase reached) {
        return new MigrationState(reached, there, back);
    }

    /** {@return whether there is something left to do, if only to confirm} */
    public boolean isOpen() {
        return phase == Phase.UNDER_WAY || phase == Phase.MOVED;
    }

    /** {@return whether the connector has left the target, or is about to} */
    public boolean goesBack() {
        return isOpen() && back != null;
    }

    /** {@return whether the target may have copied records, so that its offsets are the ones that count} */
    public boolean targetCounts() {
        return phase == Phase.MOVED || there.targetResumed();
    }
}
