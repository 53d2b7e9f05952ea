package io.connectmigrator.migration.internal.state;

import io.connectmigrator.report.MigrationPhase;
import io.connectmigrator.report.MigrationStep;
import org.jspecify.annotations.Nullable;

/**
 * How far a unit has come, across all calls: one connector, or several that move together.
 *
 * @param phase what has been reached
 * @param forward the progress towards the target
 * @param rollback the progress of the rollback, or null if none was begun
 */
public record MigrationState(
        MigrationPhase phase,
        UnitProgress forward,
        @Nullable UnitProgress rollback) {

    /** {@return the state of this many moves at their beginning} */
    public static MigrationState begin(int moves) {
        return new MigrationState(MigrationPhase.MOVING, UnitProgress.nothingYet(moves), null);
    }

    /** {@return the state of this many moves at the beginning of their rehearsal} */
    public static MigrationState rehearsal(int moves) {
        return new MigrationState(MigrationPhase.REHEARSING, UnitProgress.nothingYet(moves), null);
    }

    /** {@return this after a change on the way to the target, which is complete only when it is {@linkplain #in said} to be} */
    public MigrationState withForward(UnitProgress progress) {
        return switch (phase) {
            case MOVING, UNDOING ->
                new MigrationState(
                        progress.undoing() ? MigrationPhase.UNDOING : MigrationPhase.MOVING, progress, rollback);
            case MOVED, ROLLING_BACK, UNDONE, ROLLED_BACK, CONFIRMED, REHEARSING, REHEARSED ->
                new MigrationState(phase, progress, rollback);
        };
    }

    public MigrationState withRollback(UnitProgress progress) {
        return new MigrationState(MigrationPhase.ROLLING_BACK, forward, progress);
    }

    /** {@return this as it was before a rollback that has been undone} */
    public MigrationState withoutRollback() {
        return new MigrationState(hasArrived() ? MigrationPhase.MOVED : MigrationPhase.MOVING, forward, null);
    }

    public MigrationState in(MigrationPhase reached) {
        return new MigrationState(reached, forward, rollback);
    }

    /** {@return whether there is something left to do, if only to confirm} */
    public boolean isOpen() {
        return phase.isOpen();
    }

    /** {@return whether one of its copies may have been stopped, and none has been seen to run since} */
    public boolean mayBeDown() {
        return isOpen() && (hasStarted(rollback) || (!hasArrived() && hasStarted(forward)));
    }

    /** {@return whether the target may have copied records, so that its offsets are the ones that count} */
    public boolean targetCounts() {
        return hasArrived() || forward.targetResumed();
    }

    private boolean hasArrived() {
        return forward.completed() == MigrationStep.PROVE;
    }

    private static boolean hasStarted(@Nullable UnitProgress progress) {
        return progress != null && progress.hasStarted();
    }
}
