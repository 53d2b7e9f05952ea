package io.connectmigrator.migration.internal.run;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectClientException;
import io.connectmigrator.internal.RedactedException;
import io.connectmigrator.internal.Waiting;
import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.migration.internal.check.Checks;
import io.connectmigrator.migration.internal.check.OffsetsCheck;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.state.EntryWriter;
import io.connectmigrator.migration.internal.state.MigrationState;
import io.connectmigrator.migration.internal.state.Patience;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.migration.internal.work.Cancellation;
import io.connectmigrator.migration.internal.work.DowntimeBudget;
import io.connectmigrator.migration.internal.work.InterruptibleSection;
import io.connectmigrator.migration.internal.work.StepBounds;
import io.connectmigrator.plan.internal.PlannedMove;
import io.connectmigrator.report.ConnectorCheck;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connector of a plan during one call: what is read of it, how far it has come, what was found, and the report. */
public final class ConnectorContext {

    private static final Logger log = LoggerFactory.getLogger(ConnectorContext.class);

    private final List<StepReport> steps = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final RunContext scope;
    private final ConnectorEvents connectorEvents;
    private final DowntimeBudget downtimeBudget;
    private final Waiting waiting;
    private final Clock clock;
    private CheckContext checkContext;
    private @Nullable EntryWriter entryWriter;

    ConnectorContext(CheckContext checkContext, RunContext scope, MigratorContext environment) {
        this.checkContext = checkContext;
        this.scope = scope;
        this.connectorEvents = new ConnectorEvents(
                scope, checkContext.connector(), checkContext.plan().attributes());
        this.waiting = environment.waiting();
        this.downtimeBudget = new DowntimeBudget(environment.downtimeBudget(), environment.waiting());
        this.clock = environment.steadyClock();
    }

    /** {@return what tells others what happens to the connector} */
    ConnectorEvents connectorEvents() {
        return connectorEvents;
    }

    /** {@return whether the call is to end before it is through} */
    Cancellation cancellation() {
        return scope.cancellation();
    }

    CheckContext checkContext() {
        return checkContext;
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

    /** Opens the journal. One that cannot be read is a problem like others. */
    public void open(Journal.Claim claim, LockOwner owner, MigratorContext environment) {
        try {
            EntryWriter opened = Patience.with(
                    waiting,
                    () -> EntryWriter.open(
                            environment.journal(), claim, owner, checkContext.planned(), environment.clock()));
            entryWriter = opened;
            opened.unfinishedSince()
                    .ifPresent(saved -> checkContext.assumePendingWrites(
                            left(environment, saved),
                            opened.migrationState().orElseThrow().forward()));
        } catch (JournalException e) {
            problems.add(Failures.problem(e));
        }
    }

    /** Clocks of two hosts may differ, so an entry of the future was written just now. */
    private static Duration left(MigratorContext environment, Instant saved) {
        Duration passed = Duration.between(saved, environment.clock().instant());
        Duration pending = environment.timeouts().pending();
        return passed.isNegative() ? pending : pending.minus(passed);
    }

    EntryWriter entryWriter() {
        return requireNonNull(entryWriter, "logbook");
    }

    /** {@return how far the connector has come, if there is something left to do} */
    Optional<MigrationState> openState() {
        return migrationState().filter(MigrationState::isOpen);
    }

    Optional<MigrationState> migrationState() {
        return entryWriter == null ? Optional.empty() : entryWriter.migrationState();
    }

    /** {@return whether an earlier call may have left the connector down, so that it must not wait any longer} */
    boolean hasStarted() {
        return openState()
                .filter(migrationState -> hasStarted(migrationState.rollback())
                        || (migrationState.phase() == MigrationState.Phase.UNDER_WAY
                                && hasStarted(migrationState.forward())))
                .isPresent();
    }

    private static boolean hasStarted(@Nullable Progress progress) {
        return progress != null && progress.hasStarted();
    }

    /** {@return whether the connector has been moved, confirmed, and not been created again since} */
    boolean isConfirmed() {
        try {
            return migrationState()
                            .filter(migrationState -> migrationState.phase() == MigrationState.Phase.CONFIRMED)
                            .isPresent()
                    && checkContext.source().find().isEmpty();
        } catch (ConnectClientException e) {
            return false;
        }
    }

    /** {@return to which end an earlier call has brought the connector, if it is still there} */
    Optional<MigrationOutcome> endBefore() {
        return migrationState().flatMap(migrationState -> switch (migrationState.phase()) {
            case MOVED ->
                migrationState.rollsBack()
                        ? Optional.empty()
                        : Optional.of(new MigrationOutcome.Moved(
                                migrationState.forward().movedOn()));
            case CONFIRMED -> isConfirmed() ? Optional.of(new MigrationOutcome.Confirmed()) : Optional.empty();
            case UNDER_WAY, UNDONE, ROLLED_BACK -> Optional.empty();
        });
    }

    /** {@return whether more has happened than that the target was prepared} */
    private static boolean isBegun(MigrationState migrationState) {
        return migrationState.phase() != MigrationState.Phase.UNDER_WAY
                || migrationState.rollsBack()
                || migrationState.forward().hasStarted();
    }

    /** {@return whether the connector is yet to start, so that it is to be checked} */
    boolean isToStart() {
        return entryWriter != null
                && openState().filter(ConnectorContext::isBegun).isEmpty()
                && !isConfirmed();
    }

    /** The checks of a connector that is yet to start would only find what the migration has done so far. */
    private Problem begun() {
        return Problem.warning(
                ProblemCode.ALREADY_BEGUN,
                checkContext.planned() + " has started: "
                        + entryWriter().openMigration().orElseThrow(),
                "migrate(plan) goes on from there, rollback(plan) goes back");
    }

    /** Finds whether the migration was begun by another plan. */
    void requireSamePlan(BiFunction<PlannedMove, PlannedMove, List<String>> differences) {
        if (openState().isEmpty()) {
            return;
        }
        List<String> found = differences.apply(entryWriter().planned().orElseThrow(), checkContext.planned());
        if (!found.isEmpty()) {
            problems.add(Problem.error(
                    ProblemCode.PLAN_CHANGED,
                    checkContext.planned() + " is being moved by another plan: " + String.join("; ", found),
                    "Call again with the plan that was begun, or end that with rollback(plan) or confirm(plan) first"));
        }
    }

    /** Finds whether the connector is on its way back. */
    void requireNotGoingBack() {
        if (openState().filter(MigrationState::rollsBack).isPresent()) {
            problems.add(Problem.error(
                    ProblemCode.NOT_IN_THAT_STATE,
                    "a rollback of " + checkContext.planned() + " was begun and has not come to its end",
                    "Call rollback(plan) first"));
        }
    }

    /** Notes where the connector is now. That the journal fails changes nothing about that. */
    void conclude(MigrationState migrationState) {
        try {
            Patience.with(waiting, () -> {
                entryWriter().write(migrationState);
                return true;
            });
        } catch (JournalException | ClaimedException e) {
            Problem problem = Failures.problem(e);
            problems.add(Problem.warning(
                    problem.code(),
                    "the connector has come to its end, but the journal does not say so: " + problem.message(),
                    "Call again once that is mended"));
        }
    }

    /** Makes all checks; what they find is part of every report from now on. */
    ConnectorCheck check(MigratorContext environment) {
        Instant startedAt = environment.clock().instant();
        long start = waiting.nanoTime();
        connectorEvents.began(MigrationStep.CHECK, StepReport.Direction.FORWARD);
        if (entryWriter != null) {
            note(openState().filter(ConnectorContext::isBegun).isPresent() ? List.of(begun()) : examined());
        }
        ConnectorCheck check = new ConnectorCheck(
                checkContext.connector(),
                checkContext.targetNameIfKnown(),
                checkContext.targetCluster().toString(),
                checkContext.plan().wave(),
                checkContext.found(),
                checkContext.way(),
                problems);
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
        return problem.code() == ProblemCode.NAME_TAKEN
                && openState()
                        .filter(migrationState -> migrationState.forward().targetCreated())
                        .isPresent();
    }

    boolean mayGoOn() {
        return errors().findAny().isEmpty();
    }

    /** {@return whether nothing is in the way of the connector itself; that the call was cancelled is not its fault} */
    boolean couldGoOn() {
        Optional<Problem> cancelled = cancellation().reason();
        return errors().allMatch(error -> cancelled.filter(error::equals).isPresent());
    }

    /** {@return what keeps the connector from going on} */
    Stream<Problem> errors() {
        return problems.stream().filter(Problem::isError);
    }

    Stage ended(MigrationOutcome outcome) {
        return new Stage.Ended(report(outcome));
    }

    Stage ended(MigrationOutcome outcome, StepExecutor stepExecutor) {
        if (outcome instanceof MigrationOutcome.Unfinished) {
            settle();
        }
        return new Stage.Ended(report(outcome, stepExecutor));
    }

    /** The next call need not wait for what this one has asked for. If it is not told so, it waits. */
    private void settle() {
        if (checkContext.isWriting()) {
            return;
        }
        try {
            entryWriter().settle();
        } catch (JournalException | ClaimedException e) {
            log.debug("{} is not noted as settled", checkContext.planned(), RedactedException.withoutMessages(e));
        }
    }

    /** The connector could have started, and was kept from it. */
    Stage notStarted(Problem why) {
        return new Stage.Ended(report(notStarted(), why));
    }

    /** {@return what became of a connector that this call has not touched} An earlier one may have created it on the target. */
    MigrationOutcome notStarted() {
        boolean isPrepared = openState()
                .filter(migrationState -> migrationState.phase() == MigrationState.Phase.UNDER_WAY
                        && migrationState.forward().targetCreated())
                .isPresent();
        return isPrepared ? new MigrationOutcome.Unfinished(MigrationStep.PREPARE) : new MigrationOutcome.NotStarted();
    }

    ConnectorReport report(MigrationOutcome outcome) {
        return report(outcome, Progress.NOTHING_YET);
    }

    ConnectorReport report(MigrationOutcome outcome, Problem problem) {
        note(List.of(problem));
        return report(outcome);
    }

    ConnectorReport report(MigrationOutcome outcome, StepExecutor stepExecutor) {
        steps.addAll(stepExecutor.steps());
        if (stepExecutor.hasReadOffsets()) {
            problems.removeIf(OffsetsCheck::isAnsweredByTheStop);
        }
        problems.addAll(stepExecutor.problems());
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
                outcome.succeeded() ? progress.offsetsMoved() : 0,
                progress.readWith(),
                progress.writtenWith(),
                progress.snapshot(),
                progress.call().targetAfter(),
                problems);
    }
}
