package io.connectmigrator.migration.internal.run;

import io.connectmigrator.migration.internal.work.ConcurrencyLimiter;
import io.connectmigrator.migration.internal.work.ResumableTask;
import io.connectmigrator.migration.internal.work.WorkerPool;
import io.connectmigrator.plan.internal.ConnectorPlan;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Connectors that may move at the same time. All are prepared before the first one goes on, since every connector that is
 * created makes the workers of its cluster rebalance, and looked at together if the plan asks for it; then each goes on when those that
 * it waits for have ended and there is a place for it.
 */
final class WaveExecution {

    private final List<ConnectorTask> connectorTasks;
    private final RunProgress runProgress;
    private final MigratorContext migratorContext;

    WaveExecution(List<ConnectorTask> connectorTasks, RunProgress runProgress, MigratorContext migratorContext) {
        this.connectorTasks = connectorTasks;
        this.runProgress = runProgress;
        this.migratorContext = migratorContext;
    }

    /** {@return what is complete when all have come to their end} */
    CompletableFuture<Void> begin() {
        return prepare()
                .thenCompose(prepared ->
                        WorkerPool.all(connectorTasks.stream().map(this::settle).toList()))
                .thenCompose(settled ->
                        WorkerPool.all(connectorTasks.stream().map(this::send).toList()));
    }

    /** Needs no permit: all look at what was created for the same time. */
    private CompletableFuture<Void> settle(ConnectorTask connectorTask) {
        if (connectorTask.reports() != null) {
            return CompletableFuture.completedFuture(null);
        }
        connectorTask.settle();
        return drive(connectorTask);
    }

    /** {@return what is complete when all are prepared, or at their end: what had started before does not halt} */
    CompletableFuture<Void> prepare() {
        return WorkerPool.all(connectorTasks.stream().map(this::prepare).toList());
    }

    private CompletableFuture<Void> prepare(ConnectorTask connectorTask) {
        if (connectorTask.reports() != null) {
            return CompletableFuture.completedFuture(null);
        }
        return migratorContext
                .preparing()
                .acquire(plan(connectorTask).targets())
                .thenCompose(permit -> {
                    runProgress.reasonToStay(connectorTask).ifPresent(connectorTask::callOff);
                    return drive(connectorTask).whenComplete((nothing, failure) -> permit.release());
                });
    }

    private CompletableFuture<Void> send(ConnectorTask connectorTask) {
        if (connectorTask.reports() != null) {
            return CompletableFuture.completedFuture(null);
        }
        return runProgress
                .endOfThoseBefore(connectorTask)
                .thenCompose(ended ->
                        migratorContext.moving().acquire(plan(connectorTask).clusters()))
                .thenCompose(permit -> proceed(connectorTask, permit));
    }

    private CompletableFuture<Void> proceed(ConnectorTask connectorTask, ConcurrencyLimiter.Permit permit) {
        Optional<Problem> reason = runProgress.reasonToStay(connectorTask);
        reason.ifPresentOrElse(connectorTask::callOff, connectorTask::proceed);
        Moving moving = new Moving(connectorTask, permit);
        return drive(connectorTask, moving)
                .whenComplete((nothing, failure) -> moving.leave())
                .thenCompose(moved -> watch(connectorTask));
    }

    /**
     * A connector that has a place among those that move, until it runs on the target: while it is only looked at, others may move.
     * It keeps the place if what is found then may keep others from starting.
     */
    private final class Moving implements ResumableTask {

        private final ConnectorTask connectorTask;
        private final ConcurrencyLimiter.Permit permit;
        private final long start = migratorContext.waiting().nanoTime();
        private boolean hasLeft;

        Moving(ConnectorTask connectorTask, ConcurrencyLimiter.Permit permit) {
            this.connectorTask = connectorTask;
            this.permit = permit;
        }

        @Override
        public Optional<Duration> run() {
            Optional<Duration> pause = connectorTask.run();
            if (connectorTask.isProving() && !runProgress.stopsAfterFailures()) {
                leave();
            }
            return pause;
        }

        void leave() {
            if (hasLeft) {
                return;
            }
            hasLeft = true;
            if (connectorTask.isProving() || hasMoved(connectorTask)) {
                permit.releaseMoved(Duration.ofNanos(migratorContext.waiting().nanoTime() - start));
            } else {
                permit.release();
            }
        }
    }

    private static boolean hasMoved(ConnectorTask connectorTask) {
        List<ConnectorReport> reports = connectorTask.reports();
        return connectorTask.hasMoved()
                || (reports != null && reports.get(0).outcome() instanceof MigrationOutcome.Moved);
    }

    /** A connector that is only looked at leaves its place to others. */
    private CompletableFuture<Void> watch(ConnectorTask connectorTask) {
        if (!connectorTask.hasMoved()) {
            return CompletableFuture.completedFuture(null);
        }
        connectorTask.watch();
        return drive(connectorTask);
    }

    private CompletableFuture<Void> drive(ConnectorTask connectorTask) {
        return drive(connectorTask, connectorTask);
    }

    private CompletableFuture<Void> drive(ConnectorTask connectorTask, ResumableTask task) {
        return migratorContext.workerPool().drive(task).thenRun(() -> runProgress.lookFor(connectorTask));
    }

    private static ConnectorPlan plan(ConnectorTask connectorTask) {
        return connectorTask.context().plan();
    }
}
