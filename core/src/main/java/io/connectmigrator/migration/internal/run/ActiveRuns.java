package io.connectmigrator.migration.internal.run;

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

    private final MigratorContext environment;
    private final Handle<R> handle;
    private final Map<Purpose, R> open = new HashMap<>();
    private final Map<String, R> byId = new HashMap<>();

    public ActiveRuns(MigratorContext environment, Handle<R> handle) {
        this.environment = environment;
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
        R of(RunContext scope, ReplayingPublisher events, CompletableFuture<MigrationReport> completion);
    }

    /**
     * What a run is for: two calls for the same thing have one run.
     *
     * @param operation what was asked for
     * @param of the moves that were planned; the plan itself if they are found out only by looking at the source
     * @param only the names of the only connectors of the plan, or null
     */
    private record Purpose(
            String operation, Object of, @Nullable Set<String> only) {

        static Purpose of(PlanDefinition plan, Operation operation, MigratorContext environment) {
            return new Purpose(
                    operation.toString(),
                    plan.looksAtConnectors() ? plan : planned(plan, operation, environment),
                    operation.only());
        }

        private static List<PlannedMove> planned(
                PlanDefinition plan, Operation operation, MigratorContext environment) {
            return RunExecution.checkContexts(
                            PlanResolution.withoutLooking(plan, operation.only(), new JournaledMoves(environment.journal())),
                            environment)
                    .stream()
                    .map(CheckContext::planned)
                    .toList();
        }
    }

    /** {@return the run of a plan, which begins now unless it is under way} */
    public R start(PlanDefinition plan, Operation operation) {
        Purpose purpose = Purpose.of(plan, operation, environment);
        CompletableFuture<MigrationReport> completion = new CompletableFuture<>();
        R run;
        RunContext scope;
        ReplayingPublisher events = new ReplayingPublisher(environment.events());
        synchronized (this) {
            R underWay = open.get(purpose);
            if (underWay != null) {
                return underWay;
            }
            scope = new RunContext(UUID.randomUUID().toString(), environment.clock(), new Cancellation(), events::add);
            run = handle.of(scope, events, completion);
            open.put(purpose, run);
            byId.put(scope.id(), run);
        }
        List<ListenerSubscriber> subscribers =
                environment.listeners().stream().map(ListenerSubscriber::new).toList();
        subscribers.forEach(events::subscribe);
        CompletableFuture<MigrationReport> unused = new RunExecution(environment, plan, operation, scope)
                .begin()
                .whenComplete((report, failure) -> endOf(events, failure))
                .thenCompose(report -> heard(subscribers, report))
                // The caller's own stages follow, so this is no thread that anything else waits for.
                .whenCompleteAsync(
                        (report, failure) -> {
                            forget(purpose, scope.id());
                            end(completion, report, failure);
                        },
                        environment.events());
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

    private CompletableFuture<MigrationReport> heard(List<ListenerSubscriber> subscribers, MigrationReport report) {
        Duration patience = environment.timeouts().subscriber();
        CompletableFuture<Boolean> late = new CompletableFuture<>();
        Scheduler.Scheduled timeout = environment.scheduler().schedule(patience, () -> late.complete(false));
        return WorkerPool.all(
                        subscribers.stream().map(ListenerSubscriber::through).toList())
                .thenApply(heard -> true)
                .applyToEitherAsync(
                        late,
                        heard -> {
                            timeout.cancel();
                            if (!heard) {
                                log.warn("a listener has not received all events {} after the end of a run", patience);
                            }
                            return report;
                        },
                        environment.workerPool());
    }

    private static void end(CompletableFuture<MigrationReport> completion, MigrationReport report, Throwable failure) {
        if (failure == null) {
            completion.complete(report);
        } else {
            completion.completeExceptionally(Failures.cause(failure));
        }
    }
}
