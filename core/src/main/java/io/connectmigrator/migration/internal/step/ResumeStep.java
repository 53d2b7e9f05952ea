package io.connectmigrator.migration.internal.step;

import static io.connectmigrator.migration.internal.step.StepResult.again;
import static io.connectmigrator.migration.internal.step.StepResult.done;
import static io.connectmigrator.migration.internal.step.StepResult.doneOnce;
import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.connect.ConnectorNotFoundException;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.connect.InvalidConfigException;
import io.connectmigrator.connect.NotSupportedException;
import io.connectmigrator.connect.RebalanceException;
import io.connectmigrator.connect.RequestFailedException;
import io.connectmigrator.connect.UnreachableException;
import io.connectmigrator.migration.internal.connector.Condition;
import io.connectmigrator.migration.internal.connector.ConnectorConditions;
import io.connectmigrator.migration.internal.connector.ConnectorCopy;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.connector.MoveUnit;
import io.connectmigrator.migration.internal.connector.PendingWrites;
import io.connectmigrator.migration.internal.connector.ResumePreconditions;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.migration.internal.work.ConcurrentReads;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.Failures;
import io.connectmigrator.report.internal.StepFailedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings the target to the state that the source had, and waits until every task is in it. Both sides are looked at
 * immediately before: this is the point from which there is no undoing.
 */
final class ResumeStep implements Step {

    /** What was read so short a time ago holds, as what is read just before the start does. */
    private static final Duration JUST_NOW = Duration.ofSeconds(1);

    private final Clock clock;
    private final ConcurrentReads reads;

    ResumeStep(Clock clock, ConcurrentReads reads) {
        this.clock = clock;
        this.reads = reads;
    }

    @Override
    public MigrationStep name() {
        return MigrationStep.RESUME;
    }

    @Override
    public StepResult advance(Move move, Progress progress) {
        ConnectorState state = requireNonNull(progress.wantedState(), "wanted state");
        if (state == ConnectorState.STOPPED) {
            Look look = look(move, progress);
            requireReady(move, progress, look);
            return done(progress);
        }
        if (!progress.targetResumed()) {
            return again(noted(progress));
        }
        Condition inWantedState = progress.mayFailAgain()
                ? ConnectorConditions.resumedOrFailed(move.target())
                : ConnectorConditions.in(state, move.target(), progress.sourceTasks() > 0, move::withoutSecrets)
                        .ofKind("resume on " + move.target().cluster().name());
        Look look = look(move, progress);
        if (look.target().isPresent() && ConnectorConditions.showsStarted(move.target(), look.status())) {
            requireOurDoing(move, progress);
            return doneOnce(progress, inWantedState, this::up);
        }
        Condition noOtherStart = noStartOfSources(move, progress);
        if (!noOtherStart.holds()) {
            return again(progress, noOtherStart.watched());
        }
        try {
            requireReady(move, progress, look);
        } catch (StepFailedException e) {
            return notReady(move, progress, inWantedState, e);
        }
        return resume(move, progress, state, inWantedState);
    }

    /** A look at the target, beside which others at its offsets and at the sources are under way. */
    private record Look(
            Optional<ConnectorInfo> target, Optional<ConnectorStatus> status, Runnable offsets, Runnable sources) {}

    private Look look(Move move, Progress progress) {
        Runnable sources = isUnderWay(move, progress)
                ? () -> {}
                : ResumePreconditions.beginToRequireUnchanged(
                        move, progress, reads, each -> isJustNow(each.call().sourceReadAgain()));
        Runnable offsets = reads.beginToRequire(() -> ResumePreconditions.requireOffsetsAsWritten(
                move.target(), requireNonNull(progress.given(), "offsets given")));
        Supplier<Optional<ConnectorInfo>> target =
                reads.begin(() -> move.target().find());
        Optional<ConnectorStatus> status = move.target().findStatus();
        return new Look(target.get(), status, offsets, sources);
    }

    private boolean isJustNow(@Nullable Instant moment) {
        return moment != null && Duration.between(moment, clock.instant()).compareTo(JUST_NOW) < 0;
    }

    static Condition noStartOfSources(Move move, Progress progress) {
        Condition none = Condition.NONE;
        for (MoveUnit.Reached each : move.sources(progress)) {
            ConnectorCopy source = each.move().source();
            none = none.and(source.pendingWrites().noStart(source.toString()));
        }
        return none;
    }

    private StepResult resume(Move move, Progress progress, ConnectorState state, Condition inWantedState) {
        try {
            move.target().bringTo(state);
            return doneOnce(progress.with(p -> p.call.targetUntouched = false), inWantedState, this::up);
        } catch (UnreachableException e) {
            if (isUnderWay(move, progress)) {
                throw e;
            }
            // No worker has received the request.
            return notStarted(move, progress, new StepFailedException(Failures.problem(e)));
        } catch (Throwable e) {
            return unclear(progress, e);
        }
    }

    /** Of a request to start the target, all but a plain refusal means that it may have been done, or still may be. */
    static StepResult unclear(Progress progress, Throwable failure) {
        boolean nothingWasDone = failure instanceof StepFailedException
                || failure instanceof RebalanceException
                || failure instanceof ConnectorNotFoundException
                || failure instanceof NotSupportedException
                || failure instanceof InvalidConfigException
                || (failure instanceof RequestFailedException refused && PendingWrites.isRefusal(refused));
        if (nothingWasDone) {
            throw Failures.unchecked(failure);
        }
        return new StepResult.Unclear(
                progress.with(p -> {
                    p.call.targetUntouched = false;
                    p.call.startUnclear = true;
                }),
                failure);
    }

    private Progress up(Progress progress) {
        return progress.with(p -> p.upSince = clock.instant());
    }

    private static StepResult notReady(
            Move move, Progress progress, Condition inWantedState, StepFailedException obstacle) {
        Condition settled = ResumePreconditions.settled(move, progress);
        if (!settled.holds()) {
            return again(progress, settled);
        }
        // What an earlier call, or one that was interrupted, has asked for may come to pass only now.
        boolean isOurDoing = !progress.call().targetUntouched() && ConnectorConditions.isStarted(move.target());
        return isOurDoing ? again(progress, inWantedState) : notStarted(move, progress, obstacle);
    }

    /** Noted before it is done: a call that goes on from the note has to assume that the target has run. */
    static Progress noted(Progress progress) {
        return progress.with(p -> {
            p.targetResumed = true;
            p.call.targetUntouched = true;
        });
    }

    /** A target that is at rest, at the very offsets that it was given, has not run; so everything can still be undone. */
    static StepResult notStarted(Move move, Progress progress, StepFailedException obstacle) {
        Condition noStart = move.target().pendingWrites().noStart(move.target().toString());
        if (!progress.call().targetUntouched() && !noStart.holds()) {
            return again(progress, noStart.watched());
        }
        if (!progress.call().targetUntouched()) {
            move.target().stopIfFailed();
        }
        boolean hasNotRun = progress.call().targetUntouched()
                || requireNonNull(progress.given(), "offsets given")
                        .diff(move.target().offsets().list())
                        .isEmpty();
        if (!hasNotRun) {
            throw obstacle;
        }
        return new StepResult.Failed(progress.with(p -> p.targetResumed = false), obstacle.problem());
    }

    private static void requireOurDoing(Move move, Progress progress) {
        if (progress.call().targetUntouched()) {
            throw new StepFailedException(
                    Problem.error(
                            ProblemCode.TARGET_CHANGED,
                            move.target()
                                    + " was started outside this migration, with the offsets that were written to it; "
                                    + move.source() + " is at rest",
                            "Call again to go on from there, or bring the connector back with its offsets with rollback(plan)"));
        }
    }

    private static Stream<MoveUnit.Reached> others(Move move, Progress progress) {
        return move.targets(progress).stream().filter(each -> each.move().index() != move.index());
    }

    /** {@return whether another target of the unit may run already, so that there is no going back} */
    static boolean isUnderWay(Move move, Progress progress) {
        return others(move, progress).anyMatch(each -> each.progress().targetMayRun());
    }

    /** Once one target runs, the others are to run as well, whatever has been done to the sources, if only those do not run. */
    static void requireSources(Move move, Progress progress) {
        if (isUnderWay(move, progress)) {
            ResumePreconditions.requireSourcesAtRest(move, progress);
        } else {
            ResumePreconditions.requireSourcesQuiet(move, progress);
        }
    }

    /** Before the first of several targets is started, everything can be undone; so all of them are looked at then. */
    private static void requireOthersAsWritten(Move move, Progress progress) {
        others(move, progress)
                .forEach(each -> ResumePreconditions.requireTargetAsWritten(
                        each.move(),
                        requireNonNull(each.progress().given(), "offsets given"),
                        each.move().target().find(),
                        each.move().target().findStatus()));
    }

    private void requireReady(Move move, Progress progress, Look look) {
        boolean isUnderWay = isUnderWay(move, progress);
        if (!isUnderWay) {
            requireOthersAsWritten(move, progress);
        }
        ResumePreconditions.requireTargetAsCreated(move, look.target(), look.status());
        look.offsets().run();
        if (isUnderWay) {
            ResumePreconditions.requireSourcesAtRest(move, progress);
        } else {
            look.sources().run();
            ResumePreconditions.requireSourcesStill(move, progress);
        }
    }
}
