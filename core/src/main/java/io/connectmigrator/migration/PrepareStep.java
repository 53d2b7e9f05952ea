package io.connectmigrator.migration;

import static io.connectmigrator.migration.StepResult.again;
import static io.connectmigrator.migration.StepResult.done;

import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import java.util.List;
import java.util.Optional;

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
        Optional<ConnectorInfo> found = move.target().find();
        if (found.isEmpty()) {
            move.target().createStopped(move.targetConfig());
            return again(progress, ConnectorConditions.createdStopped(move.target()));
        }
        requireOurs(move, found.get());
        OffsetSnapshot before = progress.targetBefore();
        if (before == null) {
            OffsetSnapshot offsets = move.sharedOffsets()
                    ? OffsetSnapshot.empty()
                    : move.target().offsets();
            requireNoLeftovers(move, offsets);
            return again(progress.with(p -> p.targetBefore = offsets));
        }
        if (!before.isEmpty()) {
            move.target().replaceOffsets(OffsetSnapshot.empty());
        }
        return done(progress);
    }

    @Override
    public StepResult undo(Move move, Progress progress) {
        Optional<ConnectorInfo> found = move.target().find();
        if (!progress.targetCreated() || found.isEmpty()) {
            return done(progress);
        }
        OffsetSnapshot before = progress.targetBefore();
        if (before == null && !isOurs(move, found.get())) {
            // Somebody else was faster; nothing here is of our making.
            return done(progress);
        }
        requireOurs(move, found.get());
        if (before != null && !move.sharedOffsets()) {
            move.target().replaceOffsets(before);
        }
        move.target().delete();
        return again(progress, ConnectorConditions.gone(move.target()));
    }

    /** Between our look and our creation somebody else may have taken the name. */
    private static void requireOurs(Move move, ConnectorInfo found) {
        if (!isOurs(move, found)) {
            throw new StepFailedException(Problem.error(
                    ProblemCode.NAME_TAKEN,
                    move.target() + " has another config than the one that it was to be created with",
                    "Look for who created or changed it; it is left as it is"));
        }
    }

    private static boolean isOurs(Move move, ConnectorInfo found) {
        return move.targetConfig().isShownAs(found.config());
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
