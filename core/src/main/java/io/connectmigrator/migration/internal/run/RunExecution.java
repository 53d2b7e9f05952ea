package io.connectmigrator.migration.internal.run;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.internal.Waiting;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.ClusterFacts;
import io.connectmigrator.migration.internal.connector.OffsetPrefetch;
import io.connectmigrator.migration.internal.state.JournaledMoves;
import io.connectmigrator.migration.internal.work.WorkerPool;
import io.connectmigrator.plan.internal.ConnectorPlan;
import io.connectmigrator.plan.internal.PlanDefinition;
import io.connectmigrator.plan.internal.PlanResolution;
import io.connectmigrator.plan.internal.ResolvedPlan;
import io.connectmigrator.plan.internal.TargetCluster;
import io.connectmigrator.report.ConnectorCheck;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.internal.Failures;
import java.time.Duration;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a migrator does with all connectors of a plan in one call, from its first look to its report. */
public final class RunExecution {

    /** From this many connectors on, one answer with all of a cluster is read instead of one for each. */
    private static final int FLEET = 8;

    private final MigratorContext migratorContext;
    private final PlanDefinition plan;
    private final Operation operation;
    private final RunContext runContext;
    private final Instant start;
    private ResolvedPlan resolvedPlan;
    private List<UnitContext> contexts = List.of();
    private List<ConnectorReport> reports = List.of();
    private final RunClaims claims;

    RunExecution(MigratorContext migratorContext, PlanDefinition plan, Operation operation, RunContext runContext) {
        this.migratorContext = migratorContext;
        this.plan = plan;
        this.operation = operation;
        this.runContext = runContext;
        this.start = migratorContext.clock().instant();
        this.claims = new RunClaims(
                operation,
                plan.claimed(),
                new LockOwner(migratorContext.name() + ", run " + runContext.id(), start),
                migratorContext);
        this.resolvedPlan = ResolvedPlan.of(plan, List.of(), Set.of(), List.of());
    }

    /** {@return what is complete with the report; fails only if nothing was touched, or for an unexpected error} */
    CompletableFuture<MigrationReport> begin() {
        return CompletableFuture.runAsync(this::open, migratorContext.workerPool())
                .thenCompose(opened -> reports.isEmpty() ? checkAndMove() : CompletableFuture.completedFuture(null))
                .thenRunAsync(this::noteSucceeded, migratorContext.workerPool())
                .whenComplete((through, failure) -> operation.end())
                .whenComplete((through, failure) -> claims.giveBack())
                .thenApply(through -> report());
    }

    private void open() {
        resolvedPlan = operation.examine(
                PlanResolution.of(plan, operation.only(), new JournaledMoves(migratorContext.journal())));
        runContext.tell(new MigrationEvent.RunStarted(
                runContext.now(),
                runContext.id(),
                operation.call(),
                plan.source().name(),
                resolvedPlan.targets(),
                resolvedPlan.names()));
        contexts = contexts(resolvedPlan, runContext, migratorContext);
        if (contexts.isEmpty()) {
            return;
        }
        try {
            claims.claim(contexts);
        } catch (JournalException e) {
            reports = ended(context -> {
                context.note(Failures.problem(e));
                return context.reports(new Refused());
            });
            return;
        }
        toWorkOn().forEach(operation::examine);
    }

    /** {@return the connectors that are not left out because another is at work on them} */
    private List<UnitContext> toWorkOn() {
        return contexts.stream()
                .filter(context -> claims.taken(context).isEmpty())
                .toList();
    }

    /** All connectors have come to their end before the first of them was begun. */
    private List<ConnectorReport> ended(Function<UnitContext, List<ConnectorReport>> end) {
        return contexts.stream()
                .flatMap(context -> ended(context, end.apply(context)).stream())
                .toList();
    }

    private static List<ConnectorReport> ended(UnitContext unit, List<ConnectorReport> reports) {
        for (int i = 0; i < reports.size(); i++) {
            unit.contexts().get(i).connectorEvents().connectorEnded(reports.get(i));
        }
        return reports;
    }

    private CompletableFuture<Void> checkAndMove() {
        List<UnitContext> toCheck =
                toWorkOn().stream().filter(operation::needsCheck).toList();
        return check(toCheck, migratorContext)
                .thenCompose(checked -> operation.mayBegin(resolvedPlan, toWorkOn()) ? move() : stay());
    }

    /** Nothing starts; what an earlier call has left down, though, must not stay so because of another connector. */
    private CompletableFuture<Void> stay() {
        Map<UnitContext, ConnectorTask> leftDown = new LinkedHashMap<>();
        contexts.stream()
                .filter(context -> operation.keepsOrder() && context.entry().mayBeDown() && context.mayGoOn())
                .forEach(context -> leftDown.put(context, new ConnectorTask(operation, context, migratorContext)));
        List<ConnectorTask> connectorTasks = List.copyOf(leftDown.values());
        RunProgress runProgress = new RunProgress(plan, false, runContext, connectorTasks);
        Stream.concat(
                        resolvedPlan.problems().stream().filter(Problem::isError),
                        contexts.stream().flatMap(UnitContext::errors))
                .findFirst()
                .ifPresent(runProgress::close);
        return new WaveExecution(connectorTasks, runProgress, migratorContext)
                .begin()
                .thenRun(() -> reports = contexts.stream()
                        .flatMap(context -> Optional.ofNullable(leftDown.get(context))
                                .map(ConnectorTask::reports)
                                .orElseGet(() -> ended(context, refused(context)))
                                .stream())
                        .toList());
    }

    /** {@return what was found about each of them} */
    public static CompletableFuture<List<ConnectorCheck>> check(
            List<UnitContext> units, MigratorContext migratorContext) {
        List<ConnectorContext> contexts =
                units.stream().flatMap(unit -> unit.contexts().stream()).toList();
        List<CheckContext> checkContexts =
                contexts.stream().map(ConnectorContext::checkContext).toList();
        return CompletableFuture.runAsync(() -> OffsetPrefetch.announce(checkContexts), migratorContext.workerPool())
                .thenCompose(announced -> {
                    List<CompletableFuture<ConnectorCheck>> checks = contexts.stream()
                            .map(context -> check(context, migratorContext))
                            .toList();
                    return WorkerPool.all(checks)
                            .thenApply(checked ->
                                    checks.stream().map(CompletableFuture::join).toList());
                });
    }

    private static CompletableFuture<ConnectorCheck> check(ConnectorContext context, MigratorContext migratorContext) {
        return migratorContext
                .preparing()
                .acquire(context.checkContext().plan().clusters())
                .thenCompose(permit -> CompletableFuture.supplyAsync(
                                () -> context.check(migratorContext), migratorContext.workerPool())
                        .whenComplete((check, failure) -> permit.release()));
    }

    private CompletableFuture<Void> move() {
        List<ConnectorTask> connectorTasks = contexts.stream()
                .map(context -> new ConnectorTask(operation, context, migratorContext))
                .toList();
        RunProgress runProgress = new RunProgress(plan, operation.keepsOrder(), runContext, connectorTasks);
        connectorTasks.forEach(connectorTask -> leaveOut(connectorTask, runProgress));
        // What an earlier call has left down waits for no wave, and least of all for a gate.
        List<ConnectorTask> first = connectorTasks.stream()
                .filter(connectorTask -> connectorTask.context().entry().mayBeDown())
                .toList();
        return new WaveExecution(first, runProgress, migratorContext)
                .prepare()
                .thenCompose(done -> operation.keepsOrder()
                        ? new WaveScheduler(resolvedPlan, runProgress, runContext, migratorContext).begin()
                        : new WaveExecution(connectorTasks, runProgress, migratorContext).begin())
                .thenRun(() -> reports = runProgress.reports());
    }

    private void leaveOut(ConnectorTask connectorTask, RunProgress runProgress) {
        claims.taken(connectorTask.context()).ifPresent(why -> {
            connectorTask.callOff(why);
            runProgress.lookFor(connectorTask);
        });
    }

    private List<ConnectorReport> refused(UnitContext context) {
        Optional<Problem> taken = claims.taken(context);
        if (taken.isPresent()) {
            context.note(taken.get());
            return context.reports(context.entry().notStarted());
        }
        return context.reports(
                context.couldGoOn()
                        ? operation.earlierOutcome(context).orElseGet(context.entry()::notStarted)
                        : new Refused());
    }

    private void noteSucceeded() {
        new SucceededShapes(migratorContext, claims.owner()).note(contexts, reports);
    }

    private MigrationReport report() {
        Instant end = migratorContext.clock().instant();
        MigrationReport report =
                new MigrationReport(start, Duration.between(start, end), reports, resolvedPlan.problems());
        runContext.tell(new MigrationEvent.RunEnded(
                runContext.now(),
                runContext.id(),
                report.took(),
                report.succeeded(),
                report.totals(),
                report.planProblems()));
        return report;
    }

    /** {@return the units of a plan, in its order} */
    static List<UnitContext> contexts(
            ResolvedPlan resolvedPlan, RunContext runContext, MigratorContext migratorContext) {
        IdentityHashMap<ConnectorPlan, CheckContext> checkContexts = new IdentityHashMap<>();
        checkContexts(resolvedPlan, migratorContext)
                .forEach(checkContext -> checkContexts.put(checkContext.plan(), checkContext));
        return resolvedPlan.units().stream()
                .map(unit -> {
                    UnitContext context = new UnitContext(
                            unit.stream()
                                    .map(checkContexts::get)
                                    .map(Objects::requireNonNull)
                                    .toList(),
                            runContext,
                            migratorContext);
                    context.contexts()
                            .forEach(each -> each.note(
                                    resolvedPlan.problemsOf(each.checkContext().connector())));
                    return context;
                })
                .toList();
    }

    /** {@return what can be read of each connector; what is read of a cluster is read once for all that go there} */
    static List<CheckContext> checkContexts(ResolvedPlan resolvedPlan, MigratorContext migratorContext) {
        boolean isFleet = resolvedPlan.connectors().size() >= FLEET;
        ClusterFacts source =
                new ClusterFacts(TargetCluster.of(resolvedPlan.plan().source()), isFleet, migratorContext.waiting());
        Map<ConnectClient, ClusterFacts> targets = new LinkedHashMap<>();
        List<CheckContext> checkContexts = resolvedPlan.connectors().stream()
                .map(connector -> new CheckContext(
                        connector,
                        source,
                        target(connector.destination(), isFleet, migratorContext.waiting(), targets),
                        migratorContext.families(),
                        migratorContext.waiting(),
                        migratorContext.timeouts()))
                .toList();
        checkContexts.forEach(checkContext -> checkContext.targetCluster().plan(checkContext));
        return checkContexts;
    }

    private static ClusterFacts target(
            TargetCluster destination, boolean isFleet, Waiting waiting, Map<ConnectClient, ClusterFacts> known) {
        return Optional.ofNullable(destination.cluster())
                .map(cluster ->
                        known.computeIfAbsent(cluster, first -> new ClusterFacts(destination, isFleet, waiting)))
                .orElseGet(() -> new ClusterFacts(destination, isFleet, waiting));
    }
}
