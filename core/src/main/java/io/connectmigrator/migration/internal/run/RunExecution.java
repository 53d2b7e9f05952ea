package io.connectmigrator.migration.internal.run;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.ClusterFacts;
import io.connectmigrator.migration.internal.connector.OffsetPrefetch;
import io.connectmigrator.migration.internal.state.JournaledMoves;
import io.connectmigrator.migration.internal.state.Patience;
import io.connectmigrator.migration.internal.work.WorkerPool;
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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a migrator does with all connectors of a plan in one call, from its first look to its report. */
public final class RunExecution {

    /** So many connectors are looked at in one answer with all of a cluster, instead of one by one. */
    private static final int FLEET = 8;

    private final MigratorContext environment;
    private final PlanDefinition plan;
    private final Operation operation;
    private final RunContext scope;
    private final Instant start;
    private ResolvedPlan resolvedPlan;
    private List<ConnectorContext> contexts = List.of();
    private List<ConnectorReport> reports = List.of();
    private Journal.@Nullable Claim claim;

    RunExecution(MigratorContext environment, PlanDefinition plan, Operation operation, RunContext scope) {
        this.environment = environment;
        this.plan = plan;
        this.operation = operation;
        this.scope = scope;
        this.start = environment.clock().instant();
        this.resolvedPlan = ResolvedPlan.of(plan, List.of(), Set.of(), List.of());
    }

    /** {@return what is complete with the report; fails only if nothing was touched, or for an unexpected error} */
    CompletableFuture<MigrationReport> begin() {
        return CompletableFuture.runAsync(this::open, environment.workerPool())
                .thenCompose(opened -> reports.isEmpty() ? checkAndMove() : CompletableFuture.completedFuture(null))
                .whenComplete((through, failure) -> giveBack())
                .thenApply(through -> report());
    }

    private void open() {
        resolvedPlan = operation.examine(
                PlanResolution.of(plan, operation.only(), new JournaledMoves(environment.journal())));
        scope.tell(new MigrationEvent.RunStarted(
                scope.now(),
                scope.id(),
                operation.toString(),
                plan.source().name(),
                resolvedPlan.targets(),
                resolvedPlan.names()));
        contexts = contexts(resolvedPlan, scope, environment);
        if (contexts.isEmpty()) {
            return;
        }
        LockOwner owner = new LockOwner(environment.name() + ", run " + scope.id(), start);
        try {
            claim = Patience.with(environment.waiting(), () -> environment.claim(ids(), owner));
        } catch (JournalException e) {
            reports = ended(context -> context.report(new Refused(), Failures.problem(e)));
            return;
        }
        Journal.Claim held = claim;
        contexts.forEach(context -> context.open(held, owner, environment));
        contexts.forEach(operation::examine);
    }

    /** All connectors have come to their end before the first of them was begun. */
    private List<ConnectorReport> ended(Function<ConnectorContext, ConnectorReport> end) {
        return contexts.stream()
                .map(context -> ended(context, end.apply(context)))
                .toList();
    }

    private static ConnectorReport ended(ConnectorContext context, ConnectorReport report) {
        context.connectorEvents().connectorEnded(report);
        return report;
    }

    /** The connectors on both clusters: no other call must move one on, or another one to its place. */
    private Set<String> ids() {
        return contexts.stream()
                .map(context -> context.checkContext().planned())
                .flatMap(planned -> Stream.of(planned.id(), planned.idOnTarget()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private CompletableFuture<Void> checkAndMove() {
        List<ConnectorContext> toCheck =
                contexts.stream().filter(operation::needsCheck).toList();
        return check(toCheck, environment)
                .thenCompose(checked -> operation.mayBegin(resolvedPlan, contexts) ? move() : stay());
    }

    /** Nothing starts; what an earlier call has left down, though, must not stay so because of another connector. */
    private CompletableFuture<Void> stay() {
        Map<ConnectorContext, ConnectorTask> leftDown = new LinkedHashMap<>();
        contexts.stream()
                .filter(context -> operation.keepsOrder() && context.hasStarted() && context.mayGoOn())
                .forEach(context -> leftDown.put(context, new ConnectorTask(operation, context, environment)));
        List<ConnectorTask> connectorTasks = List.copyOf(leftDown.values());
        RunProgress runProgress = new RunProgress(plan, false, scope, connectorTasks);
        Stream.concat(
                        resolvedPlan.problems().stream().filter(Problem::isError),
                        contexts.stream().flatMap(ConnectorContext::errors))
                .findFirst()
                .ifPresent(runProgress::close);
        return new WaveExecution(connectorTasks, runProgress, environment)
                .begin()
                .thenRun(() -> reports = contexts.stream()
                        .map(context -> Optional.ofNullable(leftDown.get(context))
                                .map(ConnectorTask::report)
                                .orElseGet(() -> ended(context, refused(context))))
                        .toList());
    }

    /** {@return what was found about each of them} */
    public static CompletableFuture<List<ConnectorCheck>> check(
            List<ConnectorContext> contexts, MigratorContext environment) {
        List<CheckContext> checkContexts =
                contexts.stream().map(ConnectorContext::checkContext).toList();
        return CompletableFuture.runAsync(() -> OffsetPrefetch.announce(checkContexts), environment.workerPool())
                .thenCompose(announced -> {
                    List<CompletableFuture<ConnectorCheck>> checks = contexts.stream()
                            .map(context -> check(context, environment))
                            .toList();
                    return WorkerPool.all(checks)
                            .thenApply(checked ->
                                    checks.stream().map(CompletableFuture::join).toList());
                });
    }

    private static CompletableFuture<ConnectorCheck> check(ConnectorContext context, MigratorContext environment) {
        return environment
                .preparing()
                .acquire(context.checkContext().plan().clusters())
                .thenCompose(permit -> CompletableFuture.supplyAsync(
                                () -> context.check(environment), environment.workerPool())
                        .whenComplete((check, failure) -> permit.release()));
    }

    private CompletableFuture<Void> move() {
        List<ConnectorTask> connectorTasks = contexts.stream()
                .map(context -> new ConnectorTask(operation, context, environment))
                .toList();
        RunProgress runProgress = new RunProgress(plan, operation.keepsOrder(), scope, connectorTasks);
        // What an earlier call has left down waits for no wave, and least of all for a gate.
        List<ConnectorTask> first = connectorTasks.stream()
                .filter(connectorTask -> connectorTask.context().hasStarted())
                .toList();
        return new WaveExecution(first, runProgress, environment)
                .prepare()
                .thenCompose(done -> operation.keepsOrder()
                        ? new WaveScheduler(resolvedPlan, runProgress, scope, environment).begin()
                        : new WaveExecution(connectorTasks, runProgress, environment).begin())
                .thenRun(() -> reports = runProgress.reports());
    }

    private ConnectorReport refused(ConnectorContext context) {
        return context.report(
                context.couldGoOn() ? operation.endBefore(context).orElseGet(context::notStarted) : new Refused());
    }

    private void giveBack() {
        Journal.Claim held = claim;
        if (held != null) {
            held.close();
        }
    }

    private MigrationReport report() {
        Instant end = environment.clock().instant();
        MigrationReport report =
                new MigrationReport(start, Duration.between(start, end), reports, resolvedPlan.problems());
        scope.tell(new MigrationEvent.RunEnded(
                scope.now(), scope.id(), report.took(), report.succeeded(), report.totals()));
        return report;
    }

    /** {@return the connectors of a plan, in its order} */
    public static List<ConnectorContext> contexts(
            ResolvedPlan resolvedPlan, RunContext scope, MigratorContext environment) {
        return checkContexts(resolvedPlan, environment).stream()
                .map(checkContext -> {
                    ConnectorContext context = new ConnectorContext(checkContext, scope, environment);
                    context.note(resolvedPlan.problemsOf(checkContext.connector()));
                    return context;
                })
                .toList();
    }

    /** {@return what can be read of each connector; what is read of a cluster is read once for all that go there} */
    static List<CheckContext> checkContexts(ResolvedPlan resolvedPlan, MigratorContext environment) {
        boolean runProgress = resolvedPlan.connectors().size() >= FLEET;
        ClusterFacts source =
                new ClusterFacts(TargetCluster.of(resolvedPlan.plan().source()), runProgress);
        Map<ConnectClient, ClusterFacts> targets = new LinkedHashMap<>();
        List<CheckContext> checkContexts = resolvedPlan.connectors().stream()
                .map(connector -> new CheckContext(
                        connector,
                        source,
                        target(connector.destination(), runProgress, targets),
                        environment.families(),
                        environment.waiting(),
                        environment.timeouts().pending()))
                .toList();
        checkContexts.forEach(checkContext -> checkContext.targetCluster().plan(checkContext));
        return checkContexts;
    }

    private static ClusterFacts target(
            TargetCluster destination, boolean runProgress, Map<ConnectClient, ClusterFacts> known) {
        return Optional.ofNullable(destination.cluster())
                .map(cluster -> known.computeIfAbsent(cluster, first -> new ClusterFacts(destination, runProgress)))
                .orElseGet(() -> new ClusterFacts(destination, runProgress));
    }
}
