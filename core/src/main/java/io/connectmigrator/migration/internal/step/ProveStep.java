package io.connectmigrator.migration.internal.step;

import static io.connectmigrator.migration.internal.step.StepResult.done;
import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.migration.internal.connector.Condition;
import io.connectmigrator.migration.internal.connector.ConnectorConditions;
import io.connectmigrator.migration.internal.connector.ConnectorCopy;
import io.connectmigrator.migration.internal.connector.CopyOffsets;
import io.connectmigrator.migration.internal.connector.FirstCommit;
import io.connectmigrator.migration.internal.connector.LaterFindings;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.connector.TargetCommits;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.SnapshotDiff;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.StepFailedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Looks whether the target goes on from the offsets that it was given, until it has moved on from one of them or has run for a settling
 * time. A connector commits only now and then, so «unchanged» is a good answer; a partition that is gone, or is back at a lower number,
 * is not, and neither is a task that fails. {@link LaterFindings#ofCommits} judges a target that has committed others instead.
 */
final class ProveStep implements Step {

    private final Clock clock;
    private final Duration settling;
    private final boolean watched;

    /**
     * Takes how long a target that has not committed anything is looked at.
     *
     * @param clock a clock that cannot be set
     * @param watched whether a watch follows, which sees to a source that runs and to a target that has failed
     */
    ProveStep(Clock clock, Duration settling, boolean watched) {
        this.clock = clock;
        this.settling = settling;
        this.watched = watched;
    }

    @Override
    public MigrationStep name() {
        return MigrationStep.PROVE;
    }

    @Override
    public StepResult advance(Move move, Progress progress) {
        OffsetSnapshot given = requireNonNull(progress.given(), "offsets given");
        OffsetSnapshot after = after(move.target().offsets(), given);
        Progress looked = progress.with(p -> p.call.targetAfter = after);
        SnapshotDiff difference = given.diff(after);
        if (isBehind(difference)) {
            return new StepResult.Failed(looked, wentBack(move, difference));
        }
        Optional<Problem> sourceRunning = watched ? Optional.empty() : sourceRunning(move, progress);
        if (sourceRunning.isPresent()) {
            return new StepResult.Failed(looked, sourceRunning.get());
        }
        if (progress.wantedState() != ConnectorState.RUNNING || settling.isZero()) {
            return done(movedOn(looked, TargetCommits.haveMovedOn(move, given, difference)));
        }
        FirstCommit committed = new FirstCommit(
                after,
                () -> after(move.target().offsets(), given),
                now -> isBeyond(move, given, now),
                now -> move.later()
                        .ofCommits(given, now)
                        .filter(Problem::isError)
                        .ifPresent(ProveStep::fail),
                watched ? () -> {} : () -> requireOneHealthyCopy(move, progress),
                settling,
                () -> Duration.between(Instant.EPOCH, clock.instant()).toNanos());
        Condition condition = () -> watched && isForTheWatch(move, progress) ? Optional.empty() : committed.missing();
        return StepResult.doneOnce(
                looked, condition.watchedFor(settling), reached -> proved(move, reached, given, committed.last()));
    }

    /** {@return whether there is something that the watch must not be kept from} */
    private static boolean isForTheWatch(Move move, Progress progress) {
        return sourceRunning(move, progress).isPresent()
                || move.target()
                        .findStatus()
                        .filter(ConnectorConditions::hasFailed)
                        .isPresent();
    }

    private Progress proved(Move move, Progress progress, OffsetSnapshot given, OffsetSnapshot last) {
        boolean hasMovedOn = TargetCommits.haveMovedOn(move, given, given.diff(last));
        return movedOn(progress, hasMovedOn).with(p -> {
            p.call.targetAfter = last;
            p.remark = hasMovedOn ? null : move.later().ofCommits(given, last).orElse(null);
        });
    }

    private Progress movedOn(Progress progress, boolean hasMovedOn) {
        return progress.with(p -> {
            p.movedOn = hasMovedOn;
            p.call.committedAt = hasMovedOn ? clock.instant() : null;
        });
    }

    private static void requireOneHealthyCopy(Move move, Progress progress) {
        ConnectorConditions.requireNotFailed(move.target(), move::withoutSecrets);
        sourceRunning(move, progress).ifPresent(ProveStep::fail);
    }

    private static Optional<Problem> sourceRunning(Move move, Progress progress) {
        return move.sources(progress).stream()
                .flatMap(each -> running(each.move().source()).stream())
                .findFirst();
    }

    private static Optional<Problem> running(ConnectorCopy source) {
        return source.findStatus()
                .filter(ConnectorConditions::runs)
                .map(running -> Problem.error(
                        ProblemCode.SOURCE_CHANGED,
                        source + " was started outside this migration, and so both copies run",
                        "Stop it at once, and look for what started it"));
    }

    private static void fail(Problem problem) {
        throw new StepFailedException(problem);
    }

    /** Of bad news one makes sure. */
    private static OffsetSnapshot after(CopyOffsets target, OffsetSnapshot given) {
        OffsetSnapshot peeked = target.peek();
        return isBehind(given.diff(peeked)) ? target.list() : peeked;
    }

    private static boolean isBeyond(Move move, OffsetSnapshot given, OffsetSnapshot now) {
        SnapshotDiff difference = given.diff(now);
        if (isBehind(difference)) {
            throw new StepFailedException(wentBack(move, difference));
        }
        return TargetCommits.haveMovedOn(move, given, difference);
    }

    private static Problem wentBack(Move move, SnapshotDiff difference) {
        return Problem.error(
                ProblemCode.OFFSETS_WENT_BACK,
                move.target() + " is behind the offsets that it was given: " + difference,
                "Stop it before it copies more, and find out why; rollback(plan) brings the connector back to "
                        + move.source().cluster().name());
    }

    private static boolean isBehind(SnapshotDiff difference) {
        return !difference.removed().isEmpty()
                || difference.changed().stream().anyMatch(SnapshotDiff.Change::isBackwards);
    }
}
