package io.connectmigrator.migration;

import static io.connectmigrator.migration.StepResult.again;
import static io.connectmigrator.migration.StepResult.done;
import static java.util.Objects.requireNonNull;

import io.connectmigrator.offset.OffsetSnapshot;

/** Writes the snapshot to the target, so that the target has these offsets and no others. */
final class WriteStep implements Step {

    @Override
    public MigrationStep name() {
        return MigrationStep.WRITE;
    }

    @Override
    public StepResult advance(Move move, Progress progress) {
        if (move.sharedOffsets()) {
            return done(progress);
        }
        if (progress.targetBefore() == null) {
            OffsetSnapshot before = move.target().offsets();
            return again(progress.with(p -> p.targetBefore = before));
        }
        move.target().replaceOffsets(requireNonNull(progress.snapshot(), "snapshot"));
        return done(progress);
    }

    @Override
    public StepResult undo(Move move, Progress progress) {
        OffsetSnapshot before = progress.targetBefore();
        if (before != null && !move.sharedOffsets()) {
            move.target().replaceOffsets(before);
        }
        return done(progress);
    }
}
