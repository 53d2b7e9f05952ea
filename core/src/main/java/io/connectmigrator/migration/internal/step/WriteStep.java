package io.connectmigrator.migration.internal.step;

import static io.connectmigrator.migration.internal.step.StepResult.again;
import static io.connectmigrator.migration.internal.step.StepResult.done;
import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.migration.internal.connector.ConnectorConditions;
import io.connectmigrator.migration.internal.connector.ConnectorCopy;
import io.connectmigrator.migration.internal.connector.CopyOffsets;
import io.connectmigrator.migration.internal.connector.LeftoverOffsets;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.connector.ResumePreconditions;
import io.connectmigrator.migration.internal.connector.Transports;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.SnapshotDiff;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.TransportChoice;
import io.connectmigrator.report.internal.StepFailedException;
import java.util.Optional;

/** Writes the snapshot to the target, so that the target has these offsets and no others. */
final class WriteStep implements Step {

    @Override
    public MigrationStep name() {
        return MigrationStep.WRITE;
    }

    @Override
    public StepResult advance(Move move, Progress progress) {
        if (move.sharedOffsets()) {
            return done(progress.with(p -> p.writtenWith = Transports.SHARED));
        }
        CopyOffsets target = move.target().offsets();
        requireOurs(move, progress);
        if (move.isWayBack() && move.target().stopIfPaused()) {
            return again(progress, ConnectorConditions.atRest(move.target()));
        }
        if (!target.writable().holds()) {
            return again(progress, target.writable());
        }
        OffsetSnapshot before = progress.targetBefore();
        if (before == null) {
            OffsetSnapshot found = target.list();
            return again(progress.with(p -> {
                p.targetBefore = found;
                p.targetKept = move.mayBeThoseOfSource(found);
            }));
        }
        OffsetSnapshot snapshot = requireNonNull(progress.given(), "offsets given");
        if (progress.targetKept()) {
            return kept(move, progress, snapshot);
        }
        if (!progress.call().targetCleared()) {
            move.target().writing(() -> target.makeWayFor(snapshot));
        }
        TransportChoice choice = progress.mayFailAgain() && move.target().lacksPlugin()
                ? Transports.pastTheWorkers(target)
                : move.target().writing(() -> Transports.writing(target, snapshot));
        move.target().writing(() -> target.alter(snapshot, choice));
        return done(progress.with(p -> p.writtenWith = choice));
    }

    /** Where the target has just the offsets that the source has now, both may be in one group, and there is nothing to write. */
    private static StepResult kept(Move move, Progress progress, OffsetSnapshot snapshot) {
        if (move.target().offsets().differenceFrom(snapshot).isEmpty()) {
            return done(progress.with(p -> p.writtenWith = Transports.SHARED));
        }
        if (!move.isWayBack()) {
            LeftoverOffsets.requireNone(
                    move.target(), requireNonNull(progress.targetBefore(), "target before"), move.existingOffsets());
        }
        return again(progress.with(p -> p.targetKept = false));
    }

    @Override
    public StepResult undo(Move move, Progress progress) {
        return targetRestored(move, progress);
    }

    /** Puts back the offsets that the target had, whatever has been done to them, once no worker can still change them. */
    static StepResult targetRestored(Move move, Progress progress) {
        OffsetSnapshot before = progress.targetBefore();
        if (before == null || move.sharedOffsets() || progress.targetKept()) {
            return done(progress);
        }
        ConnectorCopy target = move.target();
        if (target.pendingWrites().exist()) {
            return again(
                    progress, target.pendingWrites().none(target.toString()).watched());
        }
        if (progress.targetCreated() && isOutOfReach(target)) {
            // The cluster keeps the offsets of a connector that another has deleted, and finds them in the next one.
            target.createStopped(move.targetConfig());
            return again(progress, ConnectorConditions.createdStopped(target));
        }
        if (anothers(move, progress).isPresent() || (move.isWayBack() && ConnectorConditions.isStarted(target))) {
            return done(progress);
        }
        if (!target.offsets().writable().holds()) {
            return again(progress, target.offsets().writable());
        }
        target.writing(() -> target.offsets().restore(before));
        requireAsFound(target, before);
        return done(progress);
    }

    /** What a worker says that it has written is looked at here as well; if it has not, the undo is tried again. */
    static void requireAsFound(ConnectorCopy target, OffsetSnapshot before) {
        SnapshotDiff difference = target.offsets().differenceFrom(before);
        if (!difference.isEmpty()) {
            throw new StepFailedException(Problem.error(
                    ProblemCode.OFFSETS_NOT_AS_WRITTEN,
                    "the offsets of " + target + " are not as they were found: " + difference,
                    "Look at the workers' logs, then call again"));
        }
    }

    /** What another has created since the name was seen to be free, or in place of ours, owns the offsets of that name now. */
    private static Optional<ConnectorInfo> anothers(Move move, Progress progress) {
        return move.isWayBack()
                ? Optional.empty()
                : move.target()
                        .find()
                        .filter(found -> !progress.targetCreated()
                                || !move.targetConfig()
                                        .keysShownOtherwise(found.config())
                                        .isEmpty());
    }

    private static void requireOurs(Move move, Progress progress) {
        anothers(move, progress).ifPresent(found -> {
            if (!progress.targetCreated()) {
                throw new StepFailedException(PrepareSeedStep.taken(move.target()));
            }
            ResumePreconditions.requireTargetConfig(move, found);
        });
    }

    private static boolean isOutOfReach(ConnectorCopy target) {
        return !target.offsets().outliveTheConnector() && target.find().isEmpty();
    }
}
