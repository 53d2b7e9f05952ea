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
    private final Operation verb;
    private final RunContext scope;
    private final Instant start;
    private ResolvedPlan itinerary;
    private List<ConnectorContext> assignments = List.of();
    private List<ConnectorReport> reports = List.of();
    private Journal.@Nullable Claim claim;

    RunExecution(MigratorContext environment, PlanDefinition plan, Operation verb, RunContext scope) {
        this.environment = environment;
        this.plan = plan;
        this.verb = verb;
        this.scope = scope;
        this.start = environment.clock().instant();
        this.itinerary = ResolvedPlan.of(plan, List.of(), Set.of(), List.of());
    }

    /** {@return what is complete with the report; fails only if nothing was touched, or for what nobody thought of} */
    CompletableFuture<MigrationReport> begin() {
        return CompletableFuture.runAsync(this::open, environment.crew())
                .thenCompose(opened -> reports.isEmpty() ? checkAndTravel() : CompletableFuture.completedFuture(null))
                .whenComplete((through, failure) -> giveBack())
                .thenApply(through -> report());
    }

    private void open() {
        itinerary = verb.examine(PlanResolution.of(plan, new JournaledMoves(environment.journal())));
        scope.tell(new MigrationEvent.RunStarted(
                scope.now(),
                scope.id(),
                verb.toString(),
                plan.source().name(),
                itinerary.targets(),
                itinerary.names()));
        assignments = assignments(itinerary, scope, environment);
        if (assignments.isEmpty()) {
            return;
        }
        LockOwner claimant = new LockOwner(environment.name() + ", run " + scope.id(), start);
        try {
            claim = Patience.with(environment.waiting(), () -> environment.claim(ids(), claimant));
        } catch (JournalException e) {
            reports = ended(assignment -> assignment.report(new Refused(), Failures.problem(e)));
            return;
        }
        Journal.Claim held = claim;
        assignments.forEach(assignment -> assignment.open(held, claimant, environment));
        assignments.forEach(verb::examine);
    }

    /** All connectors have come to their end before the first of them was begun. */
    private List<ConnectorReport> ended(Function<ConnectorContext, ConnectorReport> end) {
        return assignments.stream()
                .map(assignment -> ended(assignment, end.apply(assignment)))
                .toList();
    }

    private static ConnectorReport ended(ConnectorContext assignment, ConnectorReport report) {
        assignment.voice().arrived(report);
        return report;
    }

    /** The connectors on both clusters: no other call must move one on, or another one to its place. */
    private Set<String> ids() {
        return assignments.stream()
                .map(assignment -> assignment.survey().planned())
                .flatMap(planned -> Stream.of(planned.id(), planned.idOnTarget()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private CompletableFuture<Void> checkAndTravel() {
        List<ConnectorContext> toCheck =
                assignments.stream().filter(verb::needsCheck).toList();
        return check(toCheck, environment)
                .thenCompose(checked -> verb.mayBegin(itinerary, assignments) ? travel() : stay());
    }

    /** Nothing sets out; what an earlier call has left down, though, must not stay so because of another connector. */
    private CompletableFuture<Void> stay() {
        Map<ConnectorContext, ConnectorTask> leftDown = new LinkedHashMap<>();
        assignments.stream()
                .filter(assignment -> assignment.hasSetOut() && assignment.mayGoOn())
                .forEach(assignment -> leftDown.put(assignment, new ConnectorTask(verb, assignment, environment)));
        List<ConnectorTask> travellers = List.copyOf(leftDown.values());
        RunProgress fleet = new RunProgress(plan, false, scope, travellers);
        Stream.concat(
                        itinerary.problems().stream().filter(Problem::isError),
                        assignments.stream().flatMap(ConnectorContext::errors))
                .findFirst()
                .ifPresent(fleet::close);
        return new WaveExecution(travellers, fleet, environment)
                .begin()
                .thenRun(() -> reports = assignments.stream()
                        .map(assignment -> Optional.ofNullable(leftDown.get(assignment))
                                .map(ConnectorTask::report)
                                .orElseGet(() -> ended(assignment, refused(assignment))))
                        .toList());
    }

    /** {@return what was found about each of them} */
    public static CompletableFuture<List<ConnectorCheck>> check(
            List<ConnectorContext> assignments, MigratorContext environment) {
        List<CheckContext> surveys =
                assignments.stream().map(ConnectorContext::survey).toList();
        return CompletableFuture.runAsync(() -> OffsetPrefetch.announce(surveys), environment.crew())
                .thenCompose(announced -> {
                    List<CompletableFuture<ConnectorCheck>> checks = assignments.stream()
                            .map(assignment -> check(assignment, environment))
                            .toList();
                    return WorkerPool.all(checks)
                            .thenApply(checked ->
                                    checks.stream().map(CompletableFuture::join).toList());
                });
    }

    private static CompletableFuture<ConnectorCheck> check(ConnectorContext assignment, MigratorContext environment) {
        return environment
                .preparing()
                .enter(assignment.survey().plan().clusters())
                .thenCompose(
                        berth -> CompletableFuture.supplyAsync(() -> assignment.check(environment), environment.crew())
                                .whenComplete((check, failure) -> berth.leave()));
    }

    private CompletableFuture<Void> travel() {
        List<ConnectorTask> travellers = assignments.stream()
                .map(assignment -> new ConnectorTask(verb, assignment, environment))
                .toList();
        RunProgress fleet = new RunProgress(plan, verb.keepsOrder(), scope, travellers);
        // What an earlier call has left down waits for no wave, and least of all for a gate.
        List<ConnectorTask> first = travellers.stream()
                .filter(traveller -> traveller.assignment().hasSetOut())
                .toList();
        return new WaveExecution(first, fleet, environment)
                .prepare()
                .thenCompose(arrived -> verb.keepsOrder()
                        ? new WaveScheduler(itinerary, fleet, scope, environment).begin()
                        : new WaveExecution(travellers, fleet, environment).begin())
                .thenRun(() -> reports = fleet.reports());
    }

    private ConnectorReport refused(ConnectorContext assignment) {
        return assignment.report(
                assignment.couldGoOn() ? verb.endBefore(assignment).orElseGet(assignment::notStarted) : new Refused());
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
                new MigrationReport(start, Duration.between(start, end), reports, itinerary.problems());
        scope.tell(new MigrationEvent.RunEnded(
                scope.now(), scope.id(), report.took(), report.succeeded(), report.totals()));
        return report;
    }

    /** {@return the connectors of an itinerary, in its order} */
    public static List<ConnectorContext> assignments(
            ResolvedPlan itinerary, RunContext scope, MigratorContext environment) {
        return surveys(itinerary, environment).stream()
                .map(survey -> {
                    ConnectorContext assignment = new ConnectorContext(survey, scope, environment);
                    assignment.note(itinerary.problemsOf(survey.connector()));
                    return assignment;
                })
                .toList();
    }

    /** {@return what can be read of each connector; what is read of a cluster is read once for all that go there} */
    static List<CheckContext> surveys(ResolvedPlan itinerary, MigratorContext environment) {
        boolean fleet = itinerary.connectors().size() >= FLEET;
        ClusterFacts source = new ClusterFacts(TargetCluster.of(itinerary.plan().source()), fleet);
        Map<ConnectClient, ClusterFacts> targets = new LinkedHashMap<>();
        List<CheckContext> surveys = itinerary.connectors().stream()
                .map(connector -> new CheckContext(
                        connector,
                        source,
                        target(connector.destination(), fleet, targets),
                        environment.families(),
                        environment.waiting(),
                        environment.timeouts().pending()))
                .toList();
        surveys.forEach(survey -> survey.targetCluster().plan(survey));
        return surveys;
    }

    private static ClusterFacts target(
            TargetCluster destination, boolean fleet, Map<ConnectClient, ClusterFacts> known) {
        return Optional.ofNullable(destination.cluster())
                .map(cluster -> known.computeIfAbsent(cluster, first -> new ClusterFacts(destination, fleet)))
                .orElseGet(() -> new ClusterFacts(destination, fleet));
    }
}
