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
        OffsetSnapshot before = progress.targetBefore();
        if (before == null) {
            OffsetSnapshot found = move.target().offsets();
            return again(progress.with(p -> p.targetBefore = found));
        }
        OffsetSnapshot snapshot = requireNonNull(progress.snapshot(), "snapshot");
        if (before.isEmpty()) {
            // Nothing to replace, and the connector is down: verifying reads it all anyway.
            move.target().alterOffsets(snapshot);
        } else {
            move.target().replaceOffsets(snapshot);
        }
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
