package io.connectmigrator.migration;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.migration.MigrationOutcome.NotStarted;
import io.connectmigrator.migration.MigrationOutcome.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

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
 * <p>A migrator remembers, as long as it lives, what it has moved; {@link #confirm} and {@link #rollback} are therefore
 * called on the migrator that migrated. Thread-safe, but two calls at once for the same connector are refused with an
 * {@link IllegalStateException}.
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
        List<Assignment> assignments = assignments(plan);
        Expectations.announce(assignments.stream().map(Assignment::survey).toList());
        return new MigrationCheck(
                plan.source().name(),
                plan.target().name(),
                assignments.stream()
                        .map(assignment -> assignment.check(environment.waiting()))
                        .toList());
    }

    /**
     * Moves the connectors of the plan with their offsets. Checks first; if anything is in the way of any of them,
     * nothing is touched. Afterwards the source's connectors are stopped, or paused on workers before 3.5, and those of the
     * target run.
     *
     * <p>A second call goes on where the first one stopped, and does nothing for connectors that have moved. A failure
     * of one connector does not keep the others from moving.
     *
     * @param plan the plan
     * @return what became of each connector; failures are outcomes, not exceptions
     * @throws IllegalStateException if another call is at work on one of the connectors; nothing was touched
     */
    public MigrationReport migrate(MigrationPlan plan) {
        return carryOut(plan, assignments -> {
            Expectations.announce(assignments.stream().map(Assignment::survey).toList());
            assignments.stream()
                    .filter(assignment -> !environment.journeys().haveBegun(assignment.key()))
                    .forEach(assignment -> assignment.check(environment.waiting()));
            return assignments.stream().allMatch(Assignment::mayGoOn) ? new Migrate(environment) : Migrator::refuse;
        });
    }

    /**
     * Ends the migration of the plan's connectors for good: deletes the source connectors, which are at rest. The offsets on the
     * source stay, as Connect keeps those of deleted connectors. A second call does nothing.
     *
     * @param plan the plan that was migrated
     * @return what became of each connector; one that was not moved is refused, one whose source is running again is
     *     left alone
     * @throws IllegalStateException if another call is at work on one of the connectors; nothing was touched
     */
    public MigrationReport confirm(MigrationPlan plan) {
        return carryOut(plan, assignments -> new Confirm(environment));
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
     * @throws IllegalStateException if another call is at work on one of the connectors; nothing was touched
     */
    public MigrationReport rollback(MigrationPlan plan) {
        return carryOut(plan, assignments -> new Rollback(environment));
    }

    private interface VerbChoice {
        Verb choose(List<Assignment> assignments);
    }

    private MigrationReport carryOut(MigrationPlan plan, VerbChoice choice) {
        Instant start = environment.clock().instant();
        List<Assignment> assignments = assignments(plan);
        Journeys.Claim claim = environment
                .journeys()
                .claim(assignments.stream().map(Assignment::key).toList());
        try (claim) {
            Verb verb = choice.choose(assignments);
            List<ConnectorReport> reports = assignments.stream()
                    .map(assignment -> carryOut(verb, assignment))
                    .toList();
            return new MigrationReport(
                    start, Duration.between(start, environment.clock().instant()), reports);
        }
    }

    /** A passage ends in an outcome, whatever happens on it; what is thrown was thrown before one began. */
    private static ConnectorReport carryOut(Verb verb, Assignment assignment) {
        try {
            return verb.carryOut(assignment);
        } catch (RuntimeException e) {
            return assignment.report(new Refused(), Failures.problem(e));
        }
    }

    private static ConnectorReport refuse(Assignment assignment) {
        return assignment.report(assignment.mayGoOn() ? new NotStarted() : new Refused());
    }

    private static List<Assignment> assignments(MigrationPlan plan) {
        requireNonNull(plan, "plan");
        ClusterSurvey source = new ClusterSurvey(plan.source());
        ClusterSurvey target = new ClusterSurvey(plan.target());
        return plan.connectors().stream()
                .map(connector -> new Assignment(new Survey(plan, connector, source, target)))
                .toList();
    }
}
