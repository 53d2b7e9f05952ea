package io.connectmigrator.migration.internal.run;

import io.connectmigrator.internal.Waiting;
import io.connectmigrator.migration.internal.check.Checks;
import io.connectmigrator.migration.internal.check.OffsetsCheck;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.MoveInWords;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.migration.internal.work.Cancellation;
import io.connectmigrator.migration.internal.work.DowntimeBudget;
import io.connectmigrator.migration.internal.work.InterruptibleSection;
import io.connectmigrator.migration.internal.work.StepBounds;
import io.connectmigrator.report.Baseline;
import io.connectmigrator.report.ConnectorCheck;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.SchemaComparison;
import io.connectmigrator.report.StepReport;
import io.connectmigrator.report.UnitReport;
import io.connectmigrator.report.internal.StepFailedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One move of a plan during one call: what is read of it, what was found and done, and its report. */
final class ConnectorContext {

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

    /** @param entry the entry of the unit that the move is part of */
    ConnectorContext(
            CheckContext checkContext, ConnectorEntry entry, RunContext runContext, MigratorContext migratorContext) {
        this.checkContext = checkContext;
        this.entry = entry;
        this.runContext = runContext;
        this.connectorEvents = new ConnectorEvents(
                runContext,
                checkContext.connector(),
                () -> this.checkContext.targetNameIfKnown(),
                checkContext.plan().attributes());
        this.waiting = migratorContext.waiting();
        this.downtimeBudget = new DowntimeBudget(migratorContext.downtimeBudget(), migratorContext.waiting());
        this.clock = migratorContext.steadyClock();
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

    /** Reads from now on what the other one reads. */
    void lookAgain(CheckContext afresh) {
        checkContext = afresh;
    }

    ConnectorEntry entry() {
        return entry;
    }

    /** Every report from now on has what was measured of the connector so far. */
    void measured(Supplier<Baseline> measured) {
        baseline = measured;
    }

    /** Takes up a step that is part of every report from now on. */
    void did(StepReport step) {
        steps.add(step);
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
                    bounds().in(work, () -> cancellation().keep(work, () -> Checks.examine(checkContext))).stream()
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

    /** {@return whether a problem of that kind was found} */
    boolean has(ProblemCode code) {
        return problems.stream().anyMatch(problem -> problem.code() == code);
    }

    /** {@return what keeps the connector from going on} */
    Stream<Problem> errors() {
        return problems.stream().filter(Problem::isError);
    }

    /** Takes up the steps and problems of what was executed, once; reports that follow have them. */
    void take(StepExecutor stepExecutor, int move) {
        if (stepExecutor == taken) {
            // What came after it has failed at once.
            return;
        }
        taken = stepExecutor;
        steps.addAll(stepExecutor.steps(move));
        if (stepExecutor.hasReadOffsets()) {
            problems.removeIf(OffsetsCheck::isAnsweredByTheStop);
        }
        problems.addAll(stepExecutor.problems());
    }

    ConnectorReport report(MigrationOutcome outcome, Progress progress, @Nullable UnitReport unit) {
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
                progress.share(),
                progress.call().targetAfter(),
                problems,
                schemas,
                progress.call().translation(),
                baseline == null ? null : baseline.get(),
                unit);
    }
}
