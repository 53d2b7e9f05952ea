package io.connectmigrator.migration.internal.run;

import io.connectmigrator.internal.Waiting;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.migration.internal.check.Checks;
import io.connectmigrator.migration.internal.check.OffsetsCheck;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.MoveInWords;
import io.connectmigrator.migration.internal.state.MigrationState;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.migration.internal.work.Cancellation;
import io.connectmigrator.migration.internal.work.DowntimeBudget;
import io.connectmigrator.migration.internal.work.InterruptibleSection;
import io.connectmigrator.migration.internal.work.StepBounds;
import io.connectmigrator.plan.internal.PlannedMove;
import io.connectmigrator.report.Baseline;
import io.connectmigrator.report.ConnectorCheck;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.SchemaComparison;
import io.connectmigrator.report.StepReport;
import io.connectmigrator.report.internal.Failures;
import io.connectmigrator.report.internal.StepFailedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One connector of a plan during one call: what is read of it, how far it has come, what was found, and the report. */
public final class ConnectorContext {

    private final List<StepReport> steps = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final RunContext runContext;
    private final ConnectorEvents connectorEvents;
    private DowntimeBudget downtimeBudget;
    private final Waiting waiting;
    private final Clock clock;
    private List<SchemaComparison> schemas = List.of();
    private @Nullable StepExecutor taken;
    private @Nullable Supplier<Baseline> baseline;
    private CheckContext checkContext;
    private final ConnectorEntry entry;

    ConnectorContext(CheckContext checkContext, RunContext runContext, MigratorContext migratorContext) {
        this.checkContext = checkContext;
        this.runContext = runContext;
        this.connectorEvents = new ConnectorEvents(
                runContext, checkContext.connector(), checkContext.plan().attributes());
        this.waiting = migratorContext.waiting();
        this.downtimeBudget = new DowntimeBudget(migratorContext.downtimeBudget(), migratorContext.waiting());
        this.clock = migratorContext.steadyClock();
        this.entry = new ConnectorEntry(this::checkContext, waiting);
    }

    /** {@return what tells others what happens to the connector} */
    ConnectorEvents connectorEvents() {
        return connectorEvents;
    }

    /** {@return whether the call is to end before it is through} */
    Cancellation cancellation() {
        return runContext.cancellation();
    }

    /** {@return the id of the run that the call is} */
    String runId() {
        return runContext.id();
    }

    CheckContext checkContext() {
        return checkContext;
    }

    /** Lets the connector be down for as long as it takes. */
    void mayBeDown() {
        downtimeBudget = DowntimeBudget.unlimited(waiting);
    }

    /** {@return for how long the connector may be down} */
    DowntimeBudget downtimeBudget() {
        return downtimeBudget;
    }

    /** {@return the time by which it is told how long the connector is down} */
    Clock clock() {
        return clock;
    }

    /** {@return what bounds the requests of the step that is under way} */
    StepBounds bounds() {
        return checkContext.bounds();
    }

    /** Takes up problems, each of them once. */
    void note(List<Problem> found) {
        found.stream().filter(problem -> !problems.contains(problem)).forEach(problems::add);
    }

    /** Forgets what was read of the clusters, since they have changed. */
    void lookAgain() {
        checkContext = checkContext.afresh();
    }

    /** Reads the journal's entry. One that cannot be read is a problem like others. */
    public void open(Journal.Claim claim, LockOwner owner, MigratorContext migratorContext) {
        try {
            entry.open(claim, owner, migratorContext);
        } catch (JournalException e) {
            problems.add(Failures.problem(e));
        }
    }

    ConnectorEntry entry() {
        return entry;
    }

    /** {@return whether the connector is yet to start, so that it is to be checked} */
    boolean isToStart() {
        return entry.isOpened() && !entry.isBegun() && !entry.isConfirmed();
    }

    /** Notes that the migration was begun by another plan, if it was. */
    void requireSamePlan(BiFunction<PlannedMove, PlannedMove, List<String>> differences) {
        entry.begunByOtherPlan(differences).ifPresent(problems::add);
    }

    /** Notes that a rollback is not finished, if that is so. */
    void requireNoRollback() {
        entry.rollbackUnfinished().ifPresent(problems::add);
    }

    /** Every report from now on has what was measured of the connector so far. */
    void measured(Supplier<Baseline> measured) {
        baseline = measured;
    }

    /** Takes up a step that is part of every report from now on. */
    void did(StepReport step) {
        steps.add(step);
    }

    /** Writes where the connector is now. */
    void conclude(MigrationState state) {
        entry.conclude(state).ifPresent(problems::add);
    }

    /** Makes all checks; what they find is part of every report from now on. */
    ConnectorCheck check(MigratorContext migratorContext) {
        Instant startedAt = migratorContext.clock().instant();
        long start = waiting.nanoTime();
        connectorEvents.began(MigrationStep.CHECK, StepReport.Direction.FORWARD);
        if (entry.isOpened()) {
            note(entry.isBegun() ? List.of(entry.alreadyBegun()) : examined());
        }
        schemas = checkContext.schemas().reported();
        ConnectorCheck check = new ConnectorCheck(
                checkContext.connector(),
                checkContext.targetNameIfKnown(),
                checkContext.targetCluster().toString(),
                checkContext.plan().wave(),
                MoveInWords.found(checkContext),
                MoveInWords.way(checkContext),
                problems,
                schemas);
        Duration took = Duration.ofNanos(waiting.nanoTime() - start);
        steps.add(new StepReport(MigrationStep.CHECK, StepReport.Direction.FORWARD, check.passed(), startedAt, took));
        connectorEvents.ended(
                MigrationStep.CHECK,
                StepReport.Direction.FORWARD,
                took,
                1,
                problems.stream().filter(Problem::isError).findFirst().orElse(null));
        return check;
    }

    private List<Problem> examined() {
        InterruptibleSection work = new InterruptibleSection();
        try {
            List<Problem> found =
                    work.perform(() -> cancellation().keep(work, () -> Checks.examine(checkContext))).stream()
                            .filter(problem -> !isOfOurMaking(problem))
                            .toList();
            // What was found by checks that were broken off says nothing about the connector.
            return cancellation().reason().map(List::of).orElse(found);
        } catch (StepFailedException e) {
            return List.of(e.problem());
        }
    }

    /** An earlier call may have created the connector on the target; whether it is that one, the step looks that comes to it. */
    private boolean isOfOurMaking(Problem problem) {
        return problem.code() == ProblemCode.NAME_TAKEN && entry.targetCreated();
    }

    boolean mayGoOn() {
        return errors().findAny().isEmpty();
    }

    /** {@return whether nothing is in the way of the connector itself; that the call was cancelled is not its fault} */
    boolean couldGoOn() {
        Optional<Problem> cancelled = cancellation().reason();
        return errors().allMatch(error -> cancelled.filter(error::equals).isPresent());
    }

    /** {@return whether a problem of that kind was found} */
    boolean has(ProblemCode code) {
        return problems.stream().anyMatch(problem -> problem.code() == code);
    }

    /** {@return what keeps the connector from going on} */
    Stream<Problem> errors() {
        return problems.stream().filter(Problem::isError);
    }

    Continuation ended(MigrationOutcome outcome) {
        return new Continuation.Ended(report(outcome));
    }

    Continuation ended(MigrationOutcome outcome, StepExecutor stepExecutor) {
        if (outcome instanceof MigrationOutcome.Unfinished) {
            entry.settle();
        }
        return new Continuation.Ended(report(outcome, stepExecutor));
    }

    /** Ends with an outcome that was reached by steps which have been taken up already. */
    Continuation ended(MigrationOutcome outcome, Progress progress) {
        return new Continuation.Ended(report(outcome, progress));
    }

    /** The connector could have started, and was kept from it. */
    Continuation notStarted(Problem why) {
        return new Continuation.Ended(report(entry.notStarted(), why));
    }

    ConnectorReport report(MigrationOutcome outcome) {
        return report(outcome, Progress.NOTHING_YET);
    }

    ConnectorReport report(MigrationOutcome outcome, Problem problem) {
        note(List.of(problem));
        return report(outcome);
    }

    /** Takes up the steps and problems of what was executed, once; reports that follow have them. */
    void take(StepExecutor stepExecutor) {
        if (stepExecutor == taken) {
            // What came after it has failed at once.
            return;
        }
        taken = stepExecutor;
        steps.addAll(stepExecutor.steps());
        if (stepExecutor.hasReadOffsets()) {
            problems.removeIf(OffsetsCheck::isAnsweredByTheStop);
        }
        problems.addAll(stepExecutor.problems());
    }

    ConnectorReport report(MigrationOutcome outcome, StepExecutor stepExecutor) {
        take(stepExecutor);
        return report(outcome, stepExecutor.progress());
    }

    private ConnectorReport report(MigrationOutcome outcome, Progress progress) {
        return new ConnectorReport(
                checkContext.connector(),
                checkContext.sourceCluster().toString(),
                checkContext.targetNameIfKnown(),
                checkContext.targetCluster().toString(),
                checkContext.plan().attributes(),
                outcome,
                steps,
                outcome.succeeded() ? progress.downtime() : null,
                outcome.succeeded() ? progress.silence() : null,
                outcome.succeeded() && !(outcome instanceof MigrationOutcome.Rehearsed) ? progress.offsetsMoved() : 0,
                progress.readWith(),
                progress.writtenWith(),
                progress.snapshot(),
                progress.call().targetAfter(),
                problems,
                schemas,
                progress.call().translation(),
                baseline == null ? null : baseline.get());
    }
}
