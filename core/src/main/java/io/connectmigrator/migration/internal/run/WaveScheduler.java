package io.connectmigrator.migration.internal.run;

import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.migration.internal.work.WorkerPool;
import io.connectmigrator.plan.WaveGate;
import io.connectmigrator.plan.internal.ConnectorPlan;
import io.connectmigrator.plan.internal.ResolvedPlan;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.Failures;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The waves of a plan, one after the other, with the plan's gate between them. */
final class WaveScheduler {

    private final ResolvedPlan resolvedPlan;
    private final RunProgress runProgress;
    private final RunContext runContext;
    private final MigratorContext migratorContext;

    WaveScheduler(
            ResolvedPlan resolvedPlan,
            RunProgress runProgress,
            RunContext runContext,
            MigratorContext migratorContext) {
        this.resolvedPlan = resolvedPlan;
        this.runProgress = runProgress;
        this.runContext = runContext;
        this.migratorContext = migratorContext;
    }

    /** {@return what is complete when all connectors have come to their end} */
    CompletableFuture<Void> begin() {
        return wave(0);
    }

    private CompletableFuture<Void> wave(int index) {
        ResolvedPlan.Wave wave = resolvedPlan.waves().get(index);
        List<ConnectorTask> connectorTasks = runProgress.of(wave.connectors());
        if (runProgress.reasonToStay().isEmpty()) {
            runContext.tell(new MigrationEvent.WaveStarted(
                    runContext.now(),
                    runContext.id(),
                    wave.number(),
                    wave.connectors().stream()
                            .map(ConnectorPlan::connector)
                            .distinct()
                            .toList()));
        }
        CompletableFuture<Void> through = new WaveExecution(connectorTasks, runProgress, migratorContext).begin();
        boolean isLast = index == resolvedPlan.waves().size() - 1;
        return isLast
                ? through
                : through.thenCompose(done -> gate(wave, connectorTasks))
                        .thenCompose(waited -> waited ? lookAgain(index + 1) : WorkerPool.all(List.of()))
                        .thenCompose(open -> wave(index + 1));
    }

    /** A gate may open after days; what was found before it, and the configs that were read, are not taken for what is there now. */
    private CompletableFuture<Void> lookAgain(int index) {
        if (runProgress.reasonToStay().isPresent()) {
            return CompletableFuture.completedFuture(null);
        }
        List<UnitContext> waiting = runProgress
                .of(resolvedPlan.waves().get(index).connectors())
                .stream()
                .filter(connectorTask -> connectorTask.reports() == null)
                .map(ConnectorTask::context)
                .filter(UnitContext::isToStart)
                .toList();
        waiting.forEach(UnitContext::lookAgain);
        return RunExecution.check(waiting, migratorContext).thenAccept(checked -> {});
    }

    /**
     * {@return whether the gate was waited for} A wave that must not begin goes through its connectors all the same, so that each has
     * its report.
     */
    private CompletableFuture<Boolean> gate(ResolvedPlan.Wave wave, List<ConnectorTask> connectorTasks) {
        WaveGate gate = resolvedPlan.plan().gate();
        if (gate == null || runProgress.reasonToStay().isPresent()) {
            return CompletableFuture.completedFuture(false);
        }
        runContext.tell(new MigrationEvent.GateReached(runContext.now(), runContext.id(), wave.number()));
        return answer(gate, wave, connectorTasks).handle((open, failure) -> {
            answered(wave, Boolean.TRUE.equals(open), failure);
            return true;
        });
    }

    private CompletableFuture<Boolean> answer(
            WaveGate gate, ResolvedPlan.Wave wave, List<ConnectorTask> connectorTasks) {
        CompletableFuture<Boolean> cancelled =
                runContext.cancellation().cancelled().thenApply(why -> false);
        try {
            return gate.mayGoOn(wave.number(), RunProgress.reports(connectorTasks))
                    .toCompletableFuture()
                    .applyToEitherAsync(cancelled, open -> open, migratorContext.workerPool());
        } catch (Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void answered(ResolvedPlan.Wave wave, boolean open, @Nullable Throwable failure) {
        runContext.tell(new MigrationEvent.GateAnswered(runContext.now(), runContext.id(), wave.number(), open));
        if (!open) {
            String why = failure == null
                    ? "answered no"
                    : "failed: " + Failures.problem(Failures.cause(failure)).message();
            runProgress.close(Problem.error(
                    ProblemCode.GATE_CLOSED,
                    "the gate after wave " + wave.number() + " " + why + ", so no further connector starts",
                    "Once it may go on, call migrate(plan) again; it goes on with the waves that are left"));
        }
    }
}
