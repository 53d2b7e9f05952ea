package io.connectmigrator.migration.internal.step;

import static io.connectmigrator.migration.internal.step.StepResult.again;
import static io.connectmigrator.migration.internal.step.StepResult.done;

import io.connectmigrator.connect.ConnectorExistsException;
import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.connect.ConnectorNotFoundException;
import io.connectmigrator.migration.internal.connector.Appeared;
import io.connectmigrator.migration.internal.connector.ConnectorConditions;
import io.connectmigrator.migration.internal.connector.ConnectorCopy;
import io.connectmigrator.migration.internal.connector.CopyOffsets;
import io.connectmigrator.migration.internal.connector.Gone;
import io.connectmigrator.migration.internal.connector.LeftoverOffsets;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.connector.SameGroup;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.StepFailedException;
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
                p.call.targetAbsent = true;
            }));
        }
        if (!progress.call().targetOurs()) {
            Optional<ConnectorInfo> connector = progress.call().targetAbsent()
                    ? Optional.empty()
                    : move.target().find();
            if (connector.isEmpty()) {
                return create(move, progress);
            }
            requireOurs(move, connector.get());
            requireAtRest(move);
        }
        return move.sharedOffsets() ? shared(move, progress) : found(move, progress);
    }

    /**
     * A name that was free when it was looked for and is taken by the time of the first request has been taken by another: what is
     * there is not ours, whatever its config.
     */
    private static StepResult create(Move move, Progress progress) {
        try {
            move.target().createStopped(move.targetConfig());
        } catch (ConnectorExistsException e) {
            if (!progress.call().targetAbsent()) {
                throw e;
            }
            return new StepResult.Failed(
                    progress.with(p -> p.targetCreated = false), PrepareSeedStep.taken(move.target()));
        }
        Progress created = progress.with(p -> {
            p.call.targetAbsent = false;
            p.call.targetOurs = true;
        });
        return again(
                created,
                ConnectorConditions.createdStopped(move.target())
                        .ofKind("creation on " + move.target().cluster().name()));
    }

    private static StepResult shared(Move move, Progress progress) {
        if (progress.targetBefore() == null) {
            SameGroup.require(move);
        }
        return done(progress.with(p -> p.targetBefore = OffsetSnapshot.empty()));
    }

    /**
     * Leftovers are only looked at. To delete them asks the connector, which may change what it keeps in a system of its own, and
     * the source still runs. Those of a sink that both sides have, in one group, are not in the way.
     */
    private static StepResult found(Move move, Progress progress) {
        CopyOffsets target = move.target().offsets();
        OffsetSnapshot found;
        try {
            found = target.glance();
        } catch (ConnectorNotFoundException e) {
            return gone(move, progress, e);
        }
        if (progress.targetBefore() == null) {
            SameGroup.requireOthersAtRest(move, found);
            if (!SameGroup.isSeen(move, found)) {
                SameGroup.requireNotOfAnother(move.target(), found);
                LeftoverOffsets.requireNone(move.target(), found, move.existingOffsets());
            }
        }
        return done(progress.with(p -> {
            p.targetKept = p.targetBefore == null ? move.mayBeThoseOfSource(found) : p.targetKept;
            p.targetBefore = p.targetBefore == null ? found : p.targetBefore;
            p.call.targetCleared = found.isEmpty() && target.given().isEmpty();
        }));
    }

    /** What was shown a moment ago and is not there for several looks was deleted by another. */
    private static StepResult gone(Move move, Progress progress, ConnectorNotFoundException e) {
        if (!progress.call().targetOurs()) {
            throw e;
        }
        if (progress.call().absenceSeen()) {
            throw SettleStep.takenAway(move.target(), "is gone");
        }
        return again(progress.with(p -> p.call.absenceSeen = true), new Appeared(move.target()));
    }

    /** What was created here may have been so by a worker that is still at it: only then is it known what there is to undo. */
    @Override
    public StepResult undo(Move move, Progress progress) {
        ConnectorCopy target = move.target();
        if (!progress.targetCreated()) {
            return done(progress);
        }
        if (target.pendingWrites().exist()) {
            return again(
                    progress, target.pendingWrites().none(target.toString()).watched());
        }
        Optional<ConnectorInfo> found = target.find();
        if (found.isEmpty()) {
            return progress.call().targetOurs() && !progress.call().absenceSeen()
                    ? again(progress.with(p -> p.call.absenceSeen = true), new Appeared(target))
                    : done(progress);
        }
        OffsetSnapshot before = progress.targetBefore();
        if (before == null && !isOurs(move, found.get())) {
            // The name was taken by another, or is used by another now.
            return done(progress);
        }
        requireOurs(move, found.get());
        requireAtRest(move);
        if (before != null && !move.sharedOffsets() && !progress.targetKept()) {
            target.writing(() -> target.offsets().restore(before));
            // That may have taken long, and what is deleted has to be ours by then.
            requireAtRest(move);
            target.find().ifPresent(still -> requireOurs(move, still));
        }
        target.delete();
        return StepResult.doneOnce(progress, new Gone(target), reached -> reached);
    }

    /** The connector was created stopped, and this migration does not start it before the source is at rest. */
    private static void requireAtRest(Move move) {
        ConnectorConditions.requireNotStarted(move.target(), move.target().findStatus());
    }

    /** Between the look and the creation another may have taken the name. */
    static void requireOurs(Move move, ConnectorInfo found) {
        Set<String> others = move.targetConfig().keysShownOtherwise(found.config());
        if (!others.isEmpty()) {
            throw new StepFailedException(Problem.error(
                    ProblemCode.NAME_TAKEN,
                    move.target() + " has another config than the one that it was to be created with; it differs in "
                            + String.join(", ", others),
                    "Find out what created or changed it; it is left as it is"));
        }
    }

    private static boolean isOurs(Move move, ConnectorInfo found) {
        return move.targetConfig().isShownAs(found.config())
                && !ConnectorConditions.showsStarted(
                        move.target(), move.target().findStatus());
    }
}
