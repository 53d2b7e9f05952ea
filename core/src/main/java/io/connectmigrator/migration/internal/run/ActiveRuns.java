package io.connectmigrator.migration.internal.run;

import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.event.internal.ListenerSubscriber;
import io.connectmigrator.event.internal.ReplayingPublisher;
import io.connectmigrator.internal.Scheduler;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.state.JournaledMoves;
import io.connectmigrator.migration.internal.work.Cancellation;
import io.connectmigrator.migration.internal.work.WorkerPool;
import io.connectmigrator.plan.internal.PlanDefinition;
import io.connectmigrator.plan.internal.PlanResolution;
import io.connectmigrator.plan.internal.PlannedMove;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.internal.Failures;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs of a migrator that have not ended. Thread-safe.
 *
 * @param <R> what callers have of a run
 */
public final class ActiveRuns<R> {

    private static final Logger log = LoggerFactory.getLogger(ActiveRuns.class);

    private final MigratorContext migratorContext;
    private final Handle<R> handle;
    private final Map<Purpose, R> open = new HashMap<>();
    private final Map<String, R> byId = new HashMap<>();

    public ActiveRuns(MigratorContext migratorContext, Handle<R> handle) {
        this.migratorContext = migratorContext;
        this.handle = handle;
    }

    /**
     * Makes what callers have of a run.
     *
     * @param <R> its type
     */
    @FunctionalInterface
    public interface Handle<R> {
        /** {@return what tells of the run, and cancels it} */
        R of(RunContext runContext, ReplayingPublisher events, CompletableFuture<MigrationReport> completion);
    }

    /**
     * What a run is for: two calls for the same thing have one run.
     *
     * @param call what was asked for
     * @param of the moves that were planned; the plan itself if they are found out only by looking at the source
     * @param only the names of the only connectors of the plan, or null
     */
    private record Purpose(
            MigrationEvent.Call call, Object of, @Nullable Set<String> only) {

        static Purpose of(PlanDefinition plan, Operation operation, MigratorContext migratorContext) {
            return new Purpose(
                    operation.call(),
                    plan.looksAtConnectors() ? plan : planned(plan, operation, migratorContext),
                    operation.only());
        }

        private static List<PlannedMove> planned(
                PlanDefinition plan, Operation operation, MigratorContext migratorContext) {
            return RunExecution.checkContexts(
                            PlanResolution.withoutLooking(
                                    plan, operation.only(), new JournaledMoves(migratorContext.journal())),
                            migratorContext)
                    .stream()
                    .map(CheckContext::planned)
                    .toList();
        }
    }

    /** {@return the run of a plan, which begins now unless it is under way} */
    public R start(PlanDefinition plan, Operation operation) {
        Purpose purpose = Purpose.of(plan, operation, migratorContext);
        CompletableFuture<MigrationReport> completion = new CompletableFuture<>();
        R run;
        RunContext runContext;
        ReplayingPublisher events = new ReplayingPublisher(migratorContext.events());
        synchronized (this) {
            R underWay = open.get(purpose);
            if (underWay != null) {
                return underWay;
            }
            runContext = new RunContext(
                    UUID.randomUUID().toString(), migratorContext.clock(), new Cancellation(), events::add);
            run = handle.of(runContext, events, completion);
            open.put(purpose, run);
            byId.put(runContext.id(), run);
        }
        List<ListenerSubscriber> subscribers = migratorContext.listeners().stream()
                .map(ListenerSubscriber::new)
                .toList();
        subscribers.forEach(events::subscribe);
        CompletableFuture<MigrationReport> unused = new RunExecution(migratorContext, plan, operation, runContext)
                .begin()
                .whenComplete((report, failure) -> endOf(events, failure))
                .thenCompose(report -> received(subscribers, report))
                // The caller's own stages follow, so this is no thread that anything else waits for.
                .whenCompleteAsync(
                        (report, failure) -> {
                            forget(purpose, runContext.id());
                            end(completion, report, failure);
                        },
                        migratorContext.events());
        return run;
    }

    /** {@return the run of that id, if it is under way} */
    public synchronized Optional<R> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    private synchronized void forget(Purpose purpose, String id) {
        open.remove(purpose);
        byId.remove(id);
    }

    private static void endOf(ReplayingPublisher events, @Nullable Throwable failure) {
        if (failure == null) {
            events.complete();
        } else {
            events.fail(Failures.cause(failure));
        }
    }

    private CompletableFuture<MigrationReport> received(List<ListenerSubscriber> subscribers, MigrationReport report) {
        Duration longest = migratorContext.timeouts().subscriber();
        CompletableFuture<Boolean> late = new CompletableFuture<>();
        Scheduler.Scheduled timeout = migratorContext.scheduler().schedule(longest, () -> late.complete(false));
        return WorkerPool.all(
                        subscribers.stream().map(ListenerSubscriber::through).toList())
                .thenApply(received -> true)
                .applyToEitherAsync(
                        late,
                        received -> {
                            timeout.cancel();
                            if (!received) {
                                log.warn("a listener has not received all events {} after the end of a run", longest);
                            }
                            return report;
                        },
                        migratorContext.workerPool());
    }

    private static void end(CompletableFuture<MigrationReport> completion, MigrationReport report, Throwable failure) {
        if (failure == null) {
            completion.complete(report);
        } else {
            completion.completeExceptionally(Failures.cause(failure));
        }
    }
}
