package io.connectmigrator.migration.internal.run;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.journal.Claimant;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.migration.internal.connector.ClusterSurvey;
import io.connectmigrator.migration.internal.connector.Expectations;
import io.connectmigrator.migration.internal.connector.Survey;
import io.connectmigrator.migration.internal.state.JournaledMoves;
import io.connectmigrator.migration.internal.state.Patience;
import io.connectmigrator.migration.internal.work.Crew;
import io.connectmigrator.plan.internal.Destination;
import io.connectmigrator.plan.internal.Itinerary;
import io.connectmigrator.plan.internal.PlanDefinition;
import io.connectmigrator.plan.internal.PlanResolution;
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
public final class FleetRun {

    /** So many connectors are looked at in one answer with all of a cluster, instead of one by one. */
    private static final int FLEET = 8;

    private final Environment environment;
    private final PlanDefinition plan;
    private final Verb verb;
    private final RunScope scope;
    private final Instant start;
    private Itinerary itinerary;
    private List<Assignment> assignments = List.of();
    private List<ConnectorReport> reports = List.of();
    private Journal.@Nullable Claim claim;

    FleetRun(Environment environment, PlanDefinition plan, Verb verb, RunScope scope) {
        this.environment = environment;
        this.plan = plan;
        this.verb = verb;
        this.scope = scope;
        this.start = environment.clock().instant();
        this.itinerary = Itinerary.of(plan, List.of(), Set.of(), List.of());
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
        Claimant claimant = new Claimant(environment.name() + ", run " + scope.id(), start);
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
    private List<ConnectorReport> ended(Function<Assignment, ConnectorReport> end) {
        return assignments.stream()
                .map(assignment -> ended(assignment, end.apply(assignment)))
                .toList();
    }

    private static ConnectorReport ended(Assignment assignment, ConnectorReport report) {
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
        List<Assignment> toCheck = assignments.stream().filter(verb::needsCheck).toList();
        return check(toCheck, environment)
                .thenCompose(checked -> verb.mayBegin(itinerary, assignments) ? travel() : stay());
    }

    /** Nothing sets out; what an earlier call has left down, though, must not stay so because of another connector. */
    private CompletableFuture<Void> stay() {
        Map<Assignment, Traveller> leftDown = new LinkedHashMap<>();
        assignments.stream()
                .filter(assignment -> assignment.hasSetOut() && assignment.mayGoOn())
                .forEach(assignment -> leftDown.put(assignment, new Traveller(verb, assignment, environment)));
        List<Traveller> travellers = List.copyOf(leftDown.values());
        Fleet fleet = new Fleet(plan, false, scope, travellers);
        Stream.concat(
                        itinerary.problems().stream().filter(Problem::isError),
                        assignments.stream().flatMap(Assignment::errors))
                .findFirst()
                .ifPresent(fleet::close);
        return new WaveRun(travellers, fleet, environment)
                .begin()
                .thenRun(() -> reports = assignments.stream()
                        .map(assignment -> Optional.ofNullable(leftDown.get(assignment))
                                .map(Traveller::report)
                                .orElseGet(() -> ended(assignment, refused(assignment))))
                        .toList());
    }

    /** {@return what was found about each of them} */
    public static CompletableFuture<List<ConnectorCheck>> check(List<Assignment> assignments, Environment environment) {
        List<Survey> surveys = assignments.stream().map(Assignment::survey).toList();
        return CompletableFuture.runAsync(() -> Expectations.announce(surveys), environment.crew())
                .thenCompose(announced -> {
                    List<CompletableFuture<ConnectorCheck>> checks = assignments.stream()
                            .map(assignment -> check(assignment, environment))
                            .toList();
                    return Crew.all(checks)
                            .thenApply(checked ->
                                    checks.stream().map(CompletableFuture::join).toList());
                });
    }

    private static CompletableFuture<ConnectorCheck> check(Assignment assignment, Environment environment) {
        return environment
                .preparing()
                .enter(assignment.survey().plan().clusters())
                .thenCompose(
                        berth -> CompletableFuture.supplyAsync(() -> assignment.check(environment), environment.crew())
                                .whenComplete((check, failure) -> berth.leave()));
    }

    private CompletableFuture<Void> travel() {
        List<Traveller> travellers = assignments.stream()
                .map(assignment -> new Traveller(verb, assignment, environment))
                .toList();
        Fleet fleet = new Fleet(plan, verb.keepsOrder(), scope, travellers);
        // What an earlier call has left down waits for no wave, and least of all for a gate.
        List<Traveller> first = travellers.stream()
                .filter(traveller -> traveller.assignment().hasSetOut())
                .toList();
        return new WaveRun(first, fleet, environment)
                .prepare()
                .thenCompose(arrived -> verb.keepsOrder()
                        ? new Waves(itinerary, fleet, scope, environment).begin()
                        : new WaveRun(travellers, fleet, environment).begin())
                .thenRun(() -> reports = fleet.reports());
    }

    private ConnectorReport refused(Assignment assignment) {
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
    public static List<Assignment> assignments(Itinerary itinerary, RunScope scope, Environment environment) {
        return surveys(itinerary, environment).stream()
                .map(survey -> {
                    Assignment assignment = new Assignment(survey, scope, environment);
                    assignment.note(itinerary.problemsOf(survey.connector()));
                    return assignment;
                })
                .toList();
    }

    /** {@return what can be read of each connector; what is read of a cluster is read once for all that go there} */
    static List<Survey> surveys(Itinerary itinerary, Environment environment) {
        boolean fleet = itinerary.connectors().size() >= FLEET;
        ClusterSurvey source = new ClusterSurvey(Destination.of(itinerary.plan().source()), fleet);
        Map<ConnectClient, ClusterSurvey> targets = new LinkedHashMap<>();
        List<Survey> surveys = itinerary.connectors().stream()
                .map(connector -> new Survey(
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

    private static ClusterSurvey target(
            Destination destination, boolean fleet, Map<ConnectClient, ClusterSurvey> known) {
        return Optional.ofNullable(destination.cluster())
                .map(cluster -> known.computeIfAbsent(cluster, first -> new ClusterSurvey(destination, fleet)))
                .orElseGet(() -> new ClusterSurvey(destination, fleet));
    }
}
