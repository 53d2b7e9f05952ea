package io.connectmigrator.migration;

import static io.connectmigrator.migration.StepResult.again;
import static io.connectmigrator.migration.StepResult.done;

import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.Participation;
import java.util.Optional;
import java.util.Set;

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
            // The check has just seen that the name is free.
            return again(progress.with(p -> {
                p.targetCreated = true;
                p.targetAbsent = true;
            }));
        }
        if (!progress.targetOurs()) {
            Optional<ConnectorInfo> connector =
                    progress.targetAbsent() ? Optional.empty() : move.target().find();
            if (connector.isEmpty()) {
                return create(move, progress);
            }
            requireOurs(move, connector.get());
        }
        return move.sharedOffsets() ? shared(progress) : clear(move, progress);
    }

    private static StepResult create(Move move, Progress progress) {
        move.target().createStopped(move.targetConfig());
        Progress created = progress.with(p -> {
            p.targetAbsent = false;
            p.targetOurs = true;
        });
        return again(created, ConnectorConditions.createdStopped(move.target()));
    }

    private static StepResult shared(Progress progress) {
        return done(progress.with(p -> p.targetBefore = OffsetSnapshot.empty()));
    }

    private static StepResult clear(Move move, Progress progress) {
        SideOffsets target = move.target().offsets();
        OffsetSnapshot found = target.list();
        if (progress.targetBefore() == null) {
            Leftovers.requireNone(move.target(), found, move.existingOffsets());
        }
        if (found.isEmpty() && target.given().isEmpty()) {
            return done(cleared(progress, found, progress.participation()));
        }
        if (progress.targetBefore() == null) {
            return again(progress.with(p -> p.targetBefore = found));
        }
        // Also where there is nothing to delete: the answer tells whether the connector takes part in changes.
        return done(cleared(progress, found, target.reset()));
    }

    private static Progress cleared(Progress progress, OffsetSnapshot found, Participation participation) {
        return progress.with(p -> {
            p.targetBefore = p.targetBefore == null ? found : p.targetBefore;
            p.targetCleared = true;
            p.participation = participation;
        });
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
            move.target().offsets().restore(before);
        }
        move.target().delete();
        return again(progress, ConnectorConditions.gone(move.target()));
    }

    /** Between our look and our creation somebody else may have taken the name. */
    static void requireOurs(Move move, ConnectorInfo found) {
        Set<String> others = move.targetConfig().keysShownOtherwise(found.config());
        if (!others.isEmpty()) {
            throw new StepFailedException(Problem.error(
                    ProblemCode.NAME_TAKEN,
                    move.target() + " has another config than the one that it was to be created with; it differs in "
                            + String.join(", ", others),
                    "Look for who created or changed it; it is left as it is"));
        }
    }

    private static boolean isOurs(Move move, ConnectorInfo found) {
        return move.targetConfig().isShownAs(found.config());
    }
}
