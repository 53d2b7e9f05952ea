package io.connectmigrator.migration;

import static io.connectmigrator.migration.StepResult.again;
import static io.connectmigrator.migration.StepResult.done;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.connect.ConnectorStatus;
import java.time.Clock;

/**
 * Brings the source to rest, so that no task copies or commits anything any more: pause, wait until every task says
 * that it is paused, stop, wait until no task is left.
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
    public StepResult advance(Move move, Progress progress) {
        Side source = move.source();
        if (progress.sourceState() == null) {
            Condition settled = ConnectorConditions.settled(source);
            return settled.holds()
                    ? again(remember(source.status(), source.configuredTasks(), progress))
                    : again(progress, settled);
        }
        if (progress.sourceState() == ConnectorState.STOPPED) {
            return ConnectorConditions.stopped(source).holds()
                    ? done(progress)
                    : again(progress, ConnectorConditions.stopped(source));
        }
        Condition paused = ConnectorConditions.everyTaskPaused(source, progress.sourceTasks());
        if (!progress.sourcePaused()) {
            source.pause();
            return again(progress.with(p -> p.downSince = clock.instant()), paused);
        }
        Condition stopped = ConnectorConditions.stopped(source);
        if (!progress.sourceStopped()) {
            if (!paused.holds()) {
                return again(progress, paused);
            }
            source.stop();
            return again(progress.with(p -> p.sourceStopped = true), stopped);
        }
        return stopped.holds() ? done(progress) : again(progress, stopped);
    }

    @Override
    public StepResult undo(Move move, Progress progress) {
        ConnectorState before = progress.sourceState();
        if (before == null || before == ConnectorState.STOPPED) {
            return done(progress);
        }
        Condition returned =
                ConnectorConditions.in(before, move.source(), progress.sourceTasks() > 0, move::withoutSecrets);
        if (!progress.sourceReturned()) {
            move.source().bringTo(before);
            return again(progress.with(p -> p.sourceReturned = true), returned);
        }
        return returned.holds() ? done(progress) : again(progress, returned);
    }

    private static Progress remember(ConnectorStatus status, int tasks, Progress progress) {
        return progress.with(p -> {
            // A failed connector is one that was meant to run.
            p.sourceState = status.state() == ConnectorState.FAILED ? ConnectorState.RUNNING : status.state();
            p.sourceTasks = tasks;
        });
    }
}
