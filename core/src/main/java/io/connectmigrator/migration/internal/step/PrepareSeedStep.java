package io.connectmigrator.migration.internal.step;

import static io.connectmigrator.migration.internal.step.StepResult.again;
import static io.connectmigrator.migration.internal.step.StepResult.done;

import io.connectmigrator.migration.internal.connector.ConnectorCopy;
import io.connectmigrator.migration.internal.connector.CopyOffsets;
import io.connectmigrator.migration.internal.connector.LeftoverOffsets;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.StepFailedException;

/**
 * Sees that nothing is in the way of the connector on a target whose workers start whatever they create: the connector
 * itself is created at the end, when its offsets are there.
 */
final class PrepareSeedStep implements Step {

    @Override
    public MigrationStep name() {
        return MigrationStep.PREPARE;
    }

    @Override
    public StepResult advance(Move move, Progress progress) {
        requireAbsent(move.target());
        if (move.sharedOffsets()) {
            return done(progress);
        }
        CopyOffsets target = move.target().offsets();
        OffsetSnapshot before = progress.targetBefore();
        if (before == null) {
            OffsetSnapshot found = target.list();
            LeftoverOffsets.requireNone(move.target(), found, move.existingOffsets());
            return again(progress.with(p -> p.targetBefore = found));
        }
        move.target().writing(() -> target.restore(OffsetSnapshot.empty()));
        return done(progress.with(p -> p.call.targetCleared = true));
    }

    @Override
    public StepResult undo(Move move, Progress progress) {
        return WriteStep.targetRestored(move, progress);
    }

    private static void requireAbsent(ConnectorCopy target) {
        if (target.find().isPresent()) {
            throw new StepFailedException(taken(target));
        }
    }

    static Problem taken(ConnectorCopy target) {
        return Problem.error(
                ProblemCode.NAME_TAKEN,
                target + " is there already",
                "Find out where it comes from; the connector is left as it is, with the offsets that it has");
    }
}
