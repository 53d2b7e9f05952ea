package io.connectmigrator.migration.internal.run;

import io.connectmigrator.internal.Waiting;
import io.connectmigrator.migration.internal.work.ConcurrencyLimiter;
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
 * Connectors that may travel at the same time. All are prepared before the first one departs, since every connector that is
 * created makes the workers of its cluster rebalance; then each departs when those that it waits for have arrived and there
 * is a place for it.
 */
final class WaveExecution {

    private final List<ConnectorTask> travellers;
    private final RunProgress fleet;
    private final MigratorContext environment;

    WaveExecution(List<ConnectorTask> travellers, RunProgress fleet, MigratorContext environment) {
        this.travellers = travellers;
        this.fleet = fleet;
        this.environment = environment;
    }

    /** {@return what is complete when all have come to their end} */
    CompletableFuture<Void> begin() {
        return prepare()
                .thenCompose(prepared ->
                        WorkerPool.all(travellers.stream().map(this::send).toList()));
    }

    /** {@return what is complete when all are ready to depart, or at their end: what had set out before does not halt} */
    CompletableFuture<Void> prepare() {
        return WorkerPool.all(travellers.stream().map(this::prepare).toList());
    }

    private CompletableFuture<Void> prepare(ConnectorTask traveller) {
        if (traveller.report() != null) {
            return CompletableFuture.completedFuture(null);
        }
        return environment.preparing().enter(plan(traveller).targets()).thenCompose(berth -> {
            fleet.reasonToStay(traveller).ifPresent(traveller::callOff);
            return drive(traveller).whenComplete((nothing, failure) -> berth.leave());
        });
    }

    private CompletableFuture<Void> send(ConnectorTask traveller) {
        if (traveller.report() != null) {
            return CompletableFuture.completedFuture(null);
        }
        return fleet.arrivalOfThoseBefore(traveller)
                .thenCompose(arrived ->
                        environment.travelling().enter(plan(traveller).clusters()))
                .thenCompose(berth -> depart(traveller, berth));
    }

    private CompletableFuture<Void> depart(ConnectorTask traveller, ConcurrencyLimiter.Permit berth) {
        Waiting waiting = environment.waiting();
        long start = waiting.nanoTime();
        Optional<Problem> reason = fleet.reasonToStay(traveller);
        reason.ifPresentOrElse(traveller::callOff, traveller::depart);
        return drive(traveller).whenComplete((nothing, failure) -> {
            ConnectorReport report = traveller.report();
            if (report != null && report.outcome() instanceof MigrationOutcome.Moved) {
                berth.leaveMoved(Duration.ofNanos(waiting.nanoTime() - start));
            } else {
                berth.leave();
            }
        });
    }

    private CompletableFuture<Void> drive(ConnectorTask traveller) {
        return environment.crew().drive(traveller).thenRun(() -> fleet.lookFor(traveller));
    }

    private static ConnectorPlan plan(ConnectorTask traveller) {
        return traveller.assignment().survey().plan();
    }
}
