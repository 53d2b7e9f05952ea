package io.connectmigrator.migration;

import static io.connectmigrator.migration.StepResult.done;
import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.SnapshotDiff;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Looks whether the target goes on from the offsets that it was given, until it has committed or has run for a settling time. A
 * connector commits only now and then, so «unchanged» is a good answer; a partition that is gone, or is back at a lower number, is
 * not, and neither is a task that fails.
 */
final class ProveStep implements Step {

    private final Clock clock;
    private final Duration settling;

    /**
     * Takes how long a target that has not committed anything is looked at.
     *
     * @param clock a clock that cannot be set
     */
    ProveStep(Clock clock, Duration settling) {
        this.clock = clock;
        this.settling = settling;
    }

    @Override
    public MigrationStep name() {
        return MigrationStep.PROVE;
    }

    @Override
    public StepResult advance(Move move, Progress progress) {
        OffsetSnapshot given = requireNonNull(progress.snapshot(), "snapshot");
        OffsetSnapshot after = after(move.target().offsets(), given);
        Progress looked = progress.with(p -> p.targetAfter = after);
        SnapshotDiff difference = given.diff(after);
        if (isBehind(difference)) {
            return new StepResult.Failed(looked, wentBack(move, difference));
        }
        Optional<Problem> sourceRunning = sourceRunning(move.source());
        if (sourceRunning.isPresent()) {
            return new StepResult.Failed(looked, sourceRunning.get());
        }
        if (progress.wantedState() != ConnectorState.RUNNING || settling.isZero()) {
            return done(movedOn(looked, difference));
        }
        FirstCommit committed = new FirstCommit(
                after,
                () -> after(move.target().offsets(), given),
                now -> isBeyond(move, given, now),
                () -> requireOneHealthyCopy(move),
                settling,
                () -> Duration.between(Instant.EPOCH, clock.instant()).toNanos());
        return StepResult.doneOnce(
                looked,
                committed.watched(),
                reached -> movedOn(reached.with(p -> p.targetAfter = committed.last()), given.diff(committed.last())));
    }

    private static void requireOneHealthyCopy(Move move) {
        ConnectorConditions.requireNotFailed(move.target(), move::withoutSecrets);
        sourceRunning(move.source()).ifPresent(problem -> {
            throw new StepFailedException(problem);
        });
    }

    private static Optional<Problem> sourceRunning(Side source) {
        return source.findStatus()
                .filter(ConnectorConditions::runs)
                .map(running -> Problem.error(
                        ProblemCode.SOURCE_CHANGED,
                        source + " was started by another, and so both copies run",
                        "Stop it at once, and look for what started it"));
    }

    private Progress movedOn(Progress progress, SnapshotDiff difference) {
        boolean committed = !difference.isEmpty();
        return progress.with(p -> {
            p.movedOn = committed;
            p.committedAt = committed ? clock.instant() : null;
        });
    }

    /** Of bad news one makes sure. */
    private static OffsetSnapshot after(SideOffsets target, OffsetSnapshot given) {
        OffsetSnapshot peeked = target.peek();
        return isBehind(given.diff(peeked)) ? target.list() : peeked;
    }

    private static boolean isBeyond(Move move, OffsetSnapshot given, OffsetSnapshot now) {
        SnapshotDiff difference = given.diff(now);
        if (isBehind(difference)) {
            throw new StepFailedException(wentBack(move, difference));
        }
        return !difference.isEmpty();
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
