package io.connectmigrator.migration;

import static io.connectmigrator.migration.StepResult.again;
import static io.connectmigrator.migration.StepResult.done;

import io.connectmigrator.offset.OffsetSnapshot;

/**
 * Deletes the copy on the target after the connector has gone back to where it came from, and leaves the offsets there
 * as they were found, so that it can be moved again.
 */
final class RemoveStep implements Step {

    private final OffsetSnapshot foundThere;

    /** {@code foundThere} are the offsets that the target had before the migration. */
    RemoveStep(OffsetSnapshot foundThere) {
        this.foundThere = foundThere;
    }

    @Override
    public MigrationStep name() {
        return MigrationStep.REMOVE;
    }

    /** The move is the way back: its source is the copy. */
    @Override
    public StepResult advance(Move back, Progress progress) {
        Side copy = back.source();
        boolean gone = copy.find().isEmpty();
        if (!back.sharedOffsets() && (!gone || copy.isAbsent())) {
            copy.offsets().restore(foundThere);
        }
        if (gone) {
            return done(progress);
        }
        copy.delete();
        return again(progress, ConnectorConditions.gone(copy));
    }
}
