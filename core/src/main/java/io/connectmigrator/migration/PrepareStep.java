package io.connectmigrator.migration;

import static io.connectmigrator.migration.StepResult.again;
import static io.connectmigrator.migration.StepResult.done;

import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import java.util.List;

/**
 * Creates the connector on the target, stopped, while the source still runs, and sees to offsets that the target has
 * from earlier: the target keeps the offsets of a connector when that is deleted.
 */
final class PrepareStep implements Step {

    @Override
    public MigrationStep name() {
        return MigrationStep.PREPARE;
    }

    @Override
    public StepResult advance(Move move, Progress progress) {
        if (!progress.targetCreated()) {
            return again(progress.with(p -> p.targetCreated = true));
        }
        if (move.target().find().isEmpty()) {
            move.target().createStopped(move.targetConfig());
            return again(progress, ConnectorConditions.createdStopped(move.target()));
        }
        OffsetSnapshot before = progress.targetBefore();
        if (before == null) {
            OffsetSnapshot found = move.sharedOffsets()
                    ? OffsetSnapshot.empty()
                    : move.target().offsets();
            requireNoLeftovers(move, found);
            return again(progress.with(p -> p.targetBefore = found));
        }
        if (!before.isEmpty()) {
            move.target().replaceOffsets(OffsetSnapshot.empty());
        }
        return done(progress);
    }

    @Override
    public StepResult undo(Move move, Progress progress) {
        if (!progress.targetCreated() || move.target().find().isEmpty()) {
            return done(progress);
        }
        OffsetSnapshot before = progress.targetBefore();
        if (before != null && !move.sharedOffsets()) {
            move.target().replaceOffsets(before);
        }
        move.target().delete();
        return again(progress, ConnectorConditions.gone(move.target()));
    }

    private static void requireNoLeftovers(Move move, OffsetSnapshot found) {
        List<ConnectorOffset> unreadable = found.nullOffsets();
        if (!unreadable.isEmpty()) {
            throw new StepFailedException(Problem.error(
                    ProblemCode.LEFTOVER_OFFSETS,
                    move.target() + " has offsets of an earlier connector of that name that REST can neither read nor"
                            + " delete, as for partition " + unreadable.get(0),
                    "Give the connector another name on the target with rename(…)"));
        }
        if (!found.isEmpty() && move.existingOffsets() == ExistingOffsets.REFUSE) {
            throw new StepFailedException(Problem.error(
                    ProblemCode.LEFTOVER_OFFSETS,
                    move.target() + " has offsets of an earlier connector of that name: " + found + ", such as "
                            + found.offsets().get(0),
                    "Say existingOffsets(REPLACE) in the plan if they may go, or give the connector another name"));
        }
    }
}
