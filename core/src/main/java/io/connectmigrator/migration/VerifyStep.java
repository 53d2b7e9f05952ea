package io.connectmigrator.migration;

import static io.connectmigrator.migration.StepResult.again;
import static io.connectmigrator.migration.StepResult.done;
import static java.util.Objects.requireNonNull;

import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.SnapshotDiff;

/** Reads the offsets back from the target, and looks once more whether the source is still where it was read. */
final class VerifyStep implements Step {

    @Override
    public MigrationStep name() {
        return MigrationStep.VERIFY;
    }

    @Override
    public StepResult advance(Move move, Progress progress) {
        OffsetSnapshot written = requireNonNull(progress.snapshot(), "snapshot");
        SnapshotDiff difference = written.diff(move.target().offsets().list());
        if (!difference.isEmpty()) {
            throw new StepFailedException(Problem.error(
                    ProblemCode.OFFSETS_NOT_AS_WRITTEN,
                    move.target() + " does not have the offsets that were written to it: " + difference,
                    "Look for who else writes its offsets, then try again"));
        }
        try {
            Readiness.requireSourceQuiet(move, written);
            return done(progress);
        } catch (StepFailedException e) {
            Condition settled = Readiness.settled(move);
            if (settled.holds()) {
                throw e;
            }
            return again(progress, settled);
        }
    }
}
