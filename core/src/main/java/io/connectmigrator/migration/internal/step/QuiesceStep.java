package io.connectmigrator.migration.internal.step;

import static io.connectmigrator.migration.internal.step.StepResult.again;
import static io.connectmigrator.migration.internal.step.StepResult.done;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.migration.internal.connector.BroughtBack;
import io.connectmigrator.migration.internal.connector.Condition;
import io.connectmigrator.migration.internal.connector.ConnectorConditions;
import io.connectmigrator.migration.internal.connector.ConnectorCopy;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.connector.QuiesceStrategy;
import io.connectmigrator.migration.internal.connector.SettledOffsets;
import io.connectmigrator.migration.internal.connector.SlowStop;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.migration.internal.work.Timeouts;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings the source to rest, so that no task copies or commits anything any more: pause, wait until every task says
 * that it is paused, then the {@link QuiesceStrategy} of these workers, which is to stop it and wait until no task is left.
 *
 * <p>Stopping alone proves nothing. A worker answers before any task has stopped, and shows «stopped, no tasks» while
 * tasks of other workers still run; a task whose poll blocks for longer than the worker waits commits afterwards. A task
 * that has paused, however, is out of poll, and ends at once when it is stopped. Pausing alone is not enough either: the
 * last batch before the pause is committed only at the stop.
 */
final class QuiesceStep implements Step {

    private final Clock clock;

    QuiesceStep(Clock clock) {
        this.clock = clock;
    }

    @Override
    public MigrationStep name() {
        return MigrationStep.QUIESCE;
    }

    @Override
    public Duration timeout(Timeouts timeouts) {
        return timeouts.stop();
    }

    @Override
    public Duration undoTimeout(Timeouts timeouts) {
        return timeouts.undo();
    }

    @Override
    public StepResult advance(Move move, Progress progress) {
        ConnectorCopy source = move.source();
        if (progress.sourceState() == null) {
            return remember(source, progress);
        }
        if (progress.call().sourceStopped()) {
            return StepResult.doneOnce(
                    slowStopNoted(source, progress),
                    ConnectorConditions.sealed(source).and(settled(move, progress)),
                    reached -> reached.with(p -> p.call.stopAsked = null));
        }
        if (progress.sourceState() == ConnectorState.STOPPED) {
            source.stopIfFailed();
            return again(progress.with(p -> p.call.sourceStopped = true), atRest(source));
        }
        Condition paused = ConnectorConditions.everyTaskPaused(source, progress.sourceTasks())
                .ofKind("pause on " + source.cluster().name());
        if (progress.call().sourceSeenRunning() || !(progress.call().sourcePaused() || paused.holds())) {
            source.pause();
            return again(
                    progress.with(p -> {
                        p.call.sourceSeenRunning = false;
                        p.call.sourcePaused = true;
                    }),
                    paused);
        }
        if (!move.isAlone() && !progress.call().sourceAtPause()) {
            // All are paused before the first one is stopped: until then, to bring them back takes a moment.
            return again(progress.with(p -> p.call.sourceAtPause = true), allPaused(move, progress));
        }
        Instant asked = clock.instant();
        Progress known = progress.call().sourcePaused() ? progress : unseenStopNoted(source, progress);
        source.quiesceStrategy().begin(source);
        return again(
                known.with(p -> {
                    p.call.sourceStopped = true;
                    p.call.stopAsked = asked;
                }),
                atRest(source).ofKind("stop on " + source.cluster().name()));
    }

    private static Condition allPaused(Move move, Progress progress) {
        Condition all = () -> move.sources(progress).stream()
                .filter(other -> other.move().index() != move.index())
                .filter(other -> !other.progress().call().sourceAtPause()
                        && !other.progress().call().sourceStopped())
                .findFirst()
                .map(other ->
                        other.move().source() + ", which moves together with " + move.source() + ", is not paused yet");
        return all.ofUnit();
    }

    private static Condition atRest(ConnectorCopy source) {
        return ConnectorConditions.atRest(source).and(ConnectorConditions.noTaskAtWork(source));
    }

    private Progress slowStopNoted(ConnectorCopy source, Progress progress) {
        Instant asked = progress.call().stopAsked();
        return asked == null || progress.slowStop() != null
                ? progress
                : noted(progress, SlowStop.of(source, Duration.between(asked, clock.instant())));
    }

    /** A call that finds the source as it wants it has not seen how long that took; the one before may have ended meanwhile. */
    private Progress unseenStopNoted(ConnectorCopy source, Progress progress) {
        Instant paused = progress.downSince();
        return paused == null || progress.slowStop() != null || source.status().state() != ConnectorState.STOPPED
                ? progress
                : noted(progress, SlowStop.unseen(source, Duration.between(paused, clock.instant())));
    }

    /** Until the source is at rest, a task that its workers have given up may be at work. */
    private Progress brokenOffStopNoted(ConnectorCopy source, Progress progress) {
        Instant asked = progress.call().stopAsked();
        return asked == null || progress.slowStop() != null
                ? progress
                : noted(progress, SlowStop.brokenOff(source, Duration.between(asked, clock.instant())));
    }

    private static Progress noted(Progress progress, Optional<Problem> slowStop) {
        return slowStop.map(slow -> progress.with(p -> p.slowStop = slow)).orElse(progress);
    }

    /** Not even a transport that reads the brokers knows in every case of commits that are yet to come. */
    private Condition settled(Move move, Progress progress) {
        Instant asked = progress.call().stopAsked();
        return asked == null
                ? Condition.NONE
                : SettledOffsets.after(
                        Duration.between(asked, clock.instant()),
                        move.later().stopTime(),
                        move.emptyOffsets(),
                        () -> move.source().offsets().list(),
                        () -> Duration.between(asked, clock.instant()).toNanos());
    }

    /**
     * Brings the source back to the state that it had, which for one that had failed is to be started and fail. A pause or stop whose
     * answer got lost may still be done, after this: so the source is watched, and brought back again, until that is past.
     */
    @Override
    public StepResult undo(Move move, Progress progress) {
        ConnectorState before = progress.sourceState();
        if (before == null || before == ConnectorState.STOPPED) {
            return done(progress);
        }
        ConnectorCopy source = move.source();
        boolean hadFailed = before == ConnectorState.FAILED;
        Condition returned = hadFailed
                ? ConnectorConditions.resumedOrFailed(source)
                : ConnectorConditions.in(before, source, progress.sourceTasks() > 0, move::withoutSecrets);
        Condition broughtBack = new BroughtBack(source, before, returned);
        if (!progress.call().sourceReturned() || BroughtBack.isAtRest(source, before)) {
            UndoGuard.requireTargetNotRunning(move, progress);
            Progress known = brokenOffStopNoted(source, progress);
            source.bringTo(hadFailed ? ConnectorState.RUNNING : before);
            return again(known.with(p -> p.call.sourceReturned = true), broughtBack);
        }
        if (!hadFailed && ConnectorConditions.hasFailed(source.status())) {
            source.restartFailed();
            return again(progress, broughtBack);
        }
        if (!returned.holds()) {
            return again(progress, broughtBack);
        }
        return source.pendingWrites().exist() ? again(progress, noLongerWatched(source, returned)) : done(progress);
    }

    private static Condition noLongerWatched(ConnectorCopy source, Condition returned) {
        Condition settled = source.pendingWrites().none(source.toString());
        return ((Condition) () -> returned.holds() ? settled.missing() : Optional.empty()).watched();
    }

    /** Noted before the source is paused, which is what comes next. */
    private StepResult remember(ConnectorCopy source, Progress progress) {
        if (source.isAbsent()) {
            return again(progress.with(p -> p.sourceState = ConnectorState.STOPPED));
        }
        ConnectorStatus status = source.status();
        if (ConnectorConditions.unsettled(source, status).isPresent()) {
            return again(progress, ConnectorConditions.settled(source));
        }
        ConnectorState state = source.quiesceStrategy().isShownBy(status) && ConnectorConditions.hasFailed(status)
                ? ConnectorState.STOPPED
                : status.state();
        int tasks = source.configuredTasks();
        return again(progress.with(p -> {
            p.sourceState = state;
            p.sourceTasks = tasks;
            p.call.sourceSeenRunning = state == ConnectorState.RUNNING;
            p.downSince = downSince(progress, status, state);
        }));
    }

    /** What an unfinished migration has left failed has been down since that migration paused the original. */
    private @Nullable Instant downSince(Progress progress, ConnectorStatus status, ConnectorState state) {
        boolean downBefore = progress.downSince() != null && ConnectorConditions.hasFailed(status);
        if (downBefore || state != ConnectorState.RUNNING) {
            return progress.downSince();
        }
        return clock.instant();
    }
}
