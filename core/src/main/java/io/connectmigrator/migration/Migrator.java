package io.connectmigrator.migration;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.migration.MigrationOutcome.NotStarted;
import io.connectmigrator.migration.MigrationOutcome.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks plans, carries them out, confirms them and rolls them back. Connectors move one after the other, in the order
 * of the plan.
 *
 * <p>At no moment do both copies of a connector run. Until the target is resumed a failure is undone: the source is in
 * the state it had, and the target as it was found. Nothing is deleted on the source before {@link #confirm}.
 *
 * <p>Over REST it needs workers of Kafka 3.5 or newer on the source (KIP-875) and 3.7 or newer on the target (KIP-980).
 * Where the client of a cluster was given another transport, workers since 3.0 will do: those before 3.5 are paused where
 * others are stopped, and those before 3.7 are given the offsets before the connector. For each side of each connector the
 * transport is chosen that loses nothing; check and report say which, and why.
 *
 * <p>What was done, and what is about to be done, is written to a {@link Journal}. When a process dies at any point, the
 * same call in another one, with the same journal, goes on from there; {@link #open} lists what is unfinished. A cluster is
 * known to the journal by the name of its {@link io.connectmigrator.connect.ConnectClient client}. By default the journal
 * is in memory, so {@link #confirm} and {@link #rollback} have to be called on the migrator that migrated.
 *
 * <p>An interrupt takes effect where it does no harm: before the target is resumed everything is undone, after that the
 * migration is finished. The interrupt flag is set when the call returns.
 *
 * <p>Thread-safe, but two calls at once for the same connector are refused with a {@link ClaimedException}.
 */
public final class Migrator {

    private final Environment environment;

    Migrator(Environment environment) {
        this.environment = environment;
    }

    /** {@return a migrator with the defaults} */
    public static Migrator create() {
        return builder().build();
    }

    /** {@return a builder} */
    public static MigratorBuilder builder() {
        return new MigratorBuilder();
    }

    /**
     * Finds out whether the plan can be carried out, and everything that stands in its way. Writes nothing on either
     * cluster and can be called while the connectors run, as often as one likes. Offsets that the target has left from
     * an earlier connector cannot be seen over REST before the connector is created; {@link #migrate} finds them before
     * the source is stopped. Another transport shows them here.
     *
     * @param plan the plan
     * @return what was found; a cluster that does not answer is a finding, not an exception
     */
    public MigrationCheck check(MigrationPlan plan) {
        Itinerary itinerary = PlanChecks.examined(itinerary(plan));
        List<Assignment> assignments = assignments(itinerary);
        Claimant reader = new Claimant(environment.name(), environment.clock().instant());
        assignments.forEach(assignment -> assignment.open(() -> {}, reader, environment));
        Expectations.announce(assignments.stream().map(Assignment::survey).toList());
        return new MigrationCheck(
                plan.source().name(),
                itinerary.targets(),
                assignments.stream()
                        .map(assignment -> assignment.check(environment))
                        .toList(),
                itinerary.problems());
    }

    /**
     * Moves the connectors of the plan with their offsets. Checks first; if anything is in the way of any of them, or wrong
     * with the plan as a whole, nothing is touched. Afterwards the source's connectors are stopped, or paused on workers
     * before 3.5, and those of the target run.
     *
     * <p>A second call, also in another process, goes on where the first one stopped, and does nothing for connectors that
     * have moved. If the plan says something else of a connector than the one that was begun, that is refused. A failure of
     * one connector does not keep the others from moving.
     *
     * <p>If somebody else resumes, reconfigures or deletes the connector on either side in the meantime, or alters its
     * offsets, that is noticed before the target is resumed, and the migration is undone as far as that is safe.
     *
     * @param plan the plan
     * @return what became of each connector; failures are outcomes, not exceptions
     * @throws ClaimedException if another call, or another process with this journal, is at work on one of the
     *     connectors; nothing was touched
     */
    public MigrationReport migrate(MigrationPlan plan) {
        Itinerary itinerary = PlanChecks.examined(itinerary(plan));
        return carryOut(itinerary, assignments -> {
            Expectations.announce(assignments.stream().map(Assignment::survey).toList());
            assignments.forEach(Assignment::requireNotGoingBack);
            assignments.forEach(assignment -> assignment.requireSamePlan(PlannedMove::differencesIn));
            assignments.stream().filter(Assignment::isToSetOut).forEach(assignment -> assignment.check(environment));
            return itinerary.mayBegin() && assignments.stream().allMatch(Assignment::mayGoOn)
                    ? new Migrate(environment)
                    : Migrator::refuse;
        });
    }

    /**
     * Ends the migration of the plan's connectors for good: deletes the source connectors, which are at rest. The offsets on the
     * source stay, as Connect keeps those of deleted connectors. A second call does nothing.
     *
     * @param plan the plan that was migrated
     * @return what became of each connector; one that was not moved is refused, one whose source is running again is
     *     left alone
     * @throws ClaimedException if another call, or another process with this journal, is at work on one of the
     *     connectors; nothing was touched
     */
    public MigrationReport confirm(MigrationPlan plan) {
        return carryOut(ending(plan), assignments -> {
            assignments.forEach(Assignment::requireNotGoingBack);
            assignments.forEach(assignment -> assignment.requireSamePlan(PlannedMove::differentPlaceIn));
            return new Confirm(environment);
        });
    }

    /**
     * Brings the plan's connectors back to the source: stops the target's, carries their current offsets to the source,
     * brings the source to the state that it had, and deletes the connectors on the target with the offsets that were
     * written there. If a step fails before the source runs again, the target is brought back to the state it had.
     *
     * <p>A second call goes on where the first one stopped. After {@link #confirm} there is nothing to go back to.
     *
     * <p>Needs workers of Kafka 3.6 or newer on the source if the target has run since, or another transport than REST:
     * older ones cannot alter offsets over REST.
     *
     * @param plan the plan that was migrated
     * @return what became of each connector; one that was not moved is refused
     * @throws ClaimedException if another call, or another process with this journal, is at work on one of the
     *     connectors; nothing was touched
     */
    public MigrationReport rollback(MigrationPlan plan) {
        return carryOut(ending(plan), assignments -> {
            assignments.forEach(assignment -> assignment.requireSamePlan(PlannedMove::differentPlaceIn));
            return new Rollback(environment);
        });
    }

    /**
     * Lists the migrations of the journal that are not at their end: those whose process has died, those at work now, and
     * those that have moved and wait for {@link #confirm} or {@link #rollback}. Asks no cluster.
     *
     * @return what was last written of each, in no particular order
     * @throws JournalException if the journal or one of its open entries cannot be read
     */
    public List<OpenMigration> open() {
        return environment.journal().open().stream()
                .filter(JournalEntry::open)
                .map(JournalFormat::read)
                .map(OpenMigration::of)
                .toList();
    }

    private interface VerbChoice {
        Verb choose(List<Assignment> assignments);
    }

    private MigrationReport carryOut(Itinerary itinerary, VerbChoice choice) {
        Instant start = environment.clock().instant();
        List<Assignment> assignments = assignments(itinerary);
        if (assignments.isEmpty()) {
            return report(start, itinerary, assignments, Migrator::refuse);
        }
        Claimant claimant = new Claimant(environment.name(), start);
        Set<String> ids = assignments.stream()
                .map(assignment -> assignment.survey().planned().id())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Journal.Claim claim;
        try {
            claim = environment.claim(ids, claimant);
        } catch (JournalException e) {
            return report(
                    start, itinerary, assignments, assignment -> assignment.report(new Refused(), Failures.problem(e)));
        }
        try (claim) {
            assignments.forEach(assignment -> assignment.open(claim, claimant, environment));
            Verb verb = choice.choose(assignments);
            return report(start, itinerary, assignments, assignment -> carryOut(verb, assignment));
        }
    }

    private MigrationReport report(Instant start, Itinerary itinerary, List<Assignment> assignments, Verb verb) {
        List<ConnectorReport> reports = assignments.stream().map(verb::carryOut).toList();
        return new MigrationReport(
                start, Duration.between(start, environment.clock().instant()), reports, itinerary.problems());
    }

    /** A passage ends in an outcome, whatever happens on it; what is thrown was thrown before one began. */
    private static ConnectorReport carryOut(Verb verb, Assignment assignment) {
        if (!assignment.mayGoOn()) {
            return assignment.report(new Refused());
        }
        try {
            return verb.carryOut(assignment);
        } catch (RuntimeException e) {
            return assignment.report(new Refused(), Failures.problem(e));
        }
    }

    private static ConnectorReport refuse(Assignment assignment) {
        return assignment.report(assignment.mayGoOn() ? new NotStarted() : new Refused());
    }

    private Itinerary itinerary(MigrationPlan plan) {
        return PlanResolution.of(requireNonNull(plan, "plan"), environment.journal());
    }

    /** {@return the itinerary of a call that ends migrations: what was wrong with the order of the plan is past} */
    private Itinerary ending(MigrationPlan plan) {
        Itinerary itinerary = itinerary(plan);
        return itinerary.with(AnyConnectorCheck.nothingLeft(itinerary));
    }

    private static List<Assignment> assignments(Itinerary itinerary) {
        ClusterSurvey source = new ClusterSurvey(itinerary.plan().source());
        Map<ConnectClient, ClusterSurvey> targets = new LinkedHashMap<>();
        return itinerary.connectors().stream()
                .map(connector -> {
                    Assignment assignment = new Assignment(new Survey(connector, source, survey(connector, targets)));
                    assignment.note(itinerary.problemsOf(connector.connector()));
                    return assignment;
                })
                .toList();
    }

    /** What is read of a cluster is read once for all connectors that go there. */
    private static ClusterSurvey survey(ConnectorPlan connector, Map<ConnectClient, ClusterSurvey> known) {
        Destination destination = connector.destination();
        ConnectClient cluster = destination.cluster();
        return cluster == null
                ? new ClusterSurvey(destination)
                : known.computeIfAbsent(cluster, first -> new ClusterSurvey(destination));
    }
}
