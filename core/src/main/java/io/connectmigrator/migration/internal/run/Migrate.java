package io.connectmigrator.migration.internal.run;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectClientException;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.ConnectorConditions;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.connector.SinkKafka;
import io.connectmigrator.migration.internal.connector.TargetCommits;
import io.connectmigrator.migration.internal.state.MigrationState;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.migration.internal.step.StepSequence;
import io.connectmigrator.migration.internal.step.UndoGuard;
import io.connectmigrator.plan.internal.PlanChecks;
import io.connectmigrator.plan.internal.PlannedMove;
import io.connectmigrator.plan.internal.ResolvedPlan;
import io.connectmigrator.plan.internal.WatchPolicy;
import io.connectmigrator.report.Baseline;
import io.connectmigrator.report.Measured;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationOutcome.Confirmed;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationOutcome.Unfinished;
import io.connectmigrator.report.MigrationPhase;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Moves connectors to the target, from wherever an earlier call has left them. */
public final class Migrate implements Operation {

    private final MigratorContext migratorContext;

    public Migrate(MigratorContext migratorContext) {
        this.migratorContext = migratorContext;
    }

    @Override
    public ResolvedPlan examine(ResolvedPlan resolvedPlan) {
        return PlanChecks.examined(resolvedPlan);
    }

    @Override
    public void examine(ConnectorContext context) {
        context.requireNoRollback();
        context.requireSamePlan(PlannedMove::differencesIn);
    }

    @Override
    public boolean needsCheck(ConnectorContext context) {
        return context.isToStart();
    }

    /** If anything is in the way of one of them, nothing is touched. */
    @Override
    public boolean mayBegin(ResolvedPlan resolvedPlan, List<ConnectorContext> contexts) {
        return resolvedPlan.mayBegin() && contexts.stream().allMatch(ConnectorContext::mayGoOn);
    }

    @Override
    public boolean keepsOrder() {
        return true;
    }

    @Override
    public Optional<MigrationOutcome> earlierOutcome(ConnectorContext context) {
        return context.entry().earlierOutcome();
    }

    @Override
    public Continuation begin(ConnectorContext context) {
        if (context.entry().isConfirmed()) {
            return context.ended(new Confirmed());
        }
        MigrationState migrationState = context.entry().openState().orElseGet(MigrationState::begin);
        if (migrationState.phase() == MigrationPhase.MOVED) {
            measuredBefore(context);
            return moved(context, migrationState);
        }
        Progress forward = UndoGuard.recognised(context.checkContext().moves().forward(), migrationState.forward());
        boolean goesBack = forward.undoing() || lacksTranslation(context, forward);
        MigrationState known = migrationState.withForward(forward.with(p -> p.undoing = goesBack));
        return goesBack ? undoAndStart(context, known) : move(context, known);
    }

    /** An earlier call may have had a plan that said how offsets are translated; without that, those of other records would be written. */
    private static boolean lacksTranslation(ConnectorContext context, Progress forward) {
        CheckContext checkContext = context.checkContext();
        return context.entry().isBegun()
                && !forward.targetResumed()
                && checkContext.isSink()
                && checkContext.crossing().isEmpty()
                && !SinkKafka.isOne(checkContext).orElse(true);
    }

    /** What an earlier call has measured is lost. */
    private static void measuredBefore(ConnectorContext context) {
        Duration apart = context.checkContext().plan().baseline();
        if (!apart.isZero()) {
            Measured missing = Measured.missing("an earlier call has moved the connector");
            context.measured(() -> new Baseline(apart, missing, missing));
        }
    }

    /** That it has moved is what the journal says; another may have undone it by hand since. */
    private static Continuation moved(ConnectorContext context, MigrationState migrationState) {
        CheckContext checkContext = context.checkContext();
        Optional<String> changed;
        try {
            changed = ConnectorConditions.mayCopy(checkContext.source())
                    ? Optional.of(checkContext.source() + " has been started again")
                    : checkContext.target().find().isPresent()
                            ? Optional.empty()
                            : Optional.of(checkContext.target() + " is not there any more");
        } catch (ConnectClientException e) {
            // Nothing is done, so nothing has to be known.
            changed = Optional.empty();
        }
        return changed.<Continuation>map(what -> new Continuation.Ended(context.report(
                        new Refused(),
                        Problem.error(
                                ProblemCode.NOT_IN_THAT_STATE,
                                "the journal says that " + checkContext.source() + " has moved, but " + what,
                                "Bring both to where one of them runs, then call rollback(plan), confirm(plan) or"
                                        + " forget(plan) to end the migration"))))
                .orElseGet(() -> stillMoved(context, migrationState.forward()));
    }

    /** What was noted of it may have passed, or be worse by now. */
    private static Continuation stillMoved(ConnectorContext context, Progress forward) {
        Optional<Problem> remark = forward.remark() == null
                ? Optional.empty()
                : TargetCommits.remark(context.checkContext().moves().confirm(), forward);
        remark.map(List::of).ifPresent(context::note);
        return context.ended(
                remark.filter(Problem::isError).isPresent()
                        ? new Unfinished(MigrationStep.PROVE)
                        : new Moved(forward.movedOn()));
    }

    /** An earlier call ended while it was undoing. */
    private Continuation undoAndStart(ConnectorContext context, MigrationState migrationState) {
        Move move = context.checkContext().moves().forward();
        return new Continuation.Steps(stepExecutor(context, move, migrationState, null), undone -> {
            Continuation ended = ended(context, migrationState, null, undone);
            return undone.outcome() instanceof Undone ? startAgain(context) : ended;
        });
    }

    private Continuation startAgain(ConnectorContext context) {
        context.lookAgain();
        context.check(migratorContext);
        return context.mayGoOn() ? move(context, MigrationState.begin()) : context.ended(new Refused());
    }

    private Continuation move(ConnectorContext context, MigrationState start) {
        Move move = context.checkContext().moves().forward();
        BaselineSamples samples = samples(context, move);
        return new Continuation.Steps(
                stepExecutor(context, move, start, samples), executor -> ended(context, start, samples, executor));
    }

    /** {@return the samples that the plan asks for, or null if it asks for none; the report has them} */
    private @Nullable BaselineSamples samples(ConnectorContext context, Move move) {
        Duration apart = context.checkContext().plan().baseline();
        if (apart.isZero()) {
            return null;
        }
        BaselineSamples samples = new BaselineSamples(move, apart, context, migratorContext);
        context.measured(samples::report);
        return samples;
    }

    private StepExecutor stepExecutor(
            ConnectorContext context, Move move, MigrationState start, @Nullable BaselineSamples samples) {
        CheckContext checkContext = context.checkContext();
        Duration settling =
                checkContext.family().settlingTime(migratorContext.timeouts().settling());
        return migratorContext.stepExecutor(
                StepSequence.forward(
                        move, context.clock(), settling, isWatched(context), samples == null ? null : samples.before()),
                move,
                start.forward(),
                progress -> new Moved(progress.movedOn()),
                context,
                start::withForward);
    }

    private Continuation ended(
            ConnectorContext context, MigrationState start, @Nullable BaselineSamples samples, StepExecutor executor) {
        MigrationOutcome outcome = requireNonNull(executor.outcome(), "outcome");
        if (!(outcome instanceof Unfinished)) {
            context.conclude(start.withForward(executor.progress())
                    .in(outcome instanceof Moved ? MigrationPhase.MOVED : MigrationPhase.UNDONE));
        }
        boolean watches = isWatched(context);
        if (!(outcome instanceof Moved) || (samples == null && !watches)) {
            return context.ended(outcome, executor);
        }
        context.take(executor);
        Comparison comparison = samples == null ? null : new Comparison(context, samples.after(), migratorContext);
        return watches || comparison == null
                ? watch(context, comparison, executor)
                : new Continuation.Watch(comparison, () -> context.ended(outcome, executor.progress()));
    }

    private static boolean isWatched(ConnectorContext context) {
        return !policy(context).duration().isZero();
    }

    private static WatchPolicy policy(ConnectorContext context) {
        return context.checkContext().plan().watch().known(context.has(ProblemCode.OPERATED_MAYBE));
    }

    private Continuation watch(ConnectorContext context, @Nullable Comparison comparison, StepExecutor executor) {
        ConnectorWatch watch = new ConnectorWatch(
                context,
                context.checkContext().moves().forward(),
                policy(context),
                WatchGuard.holding(context.entry().writer().claim()),
                comparison,
                migratorContext);
        return new Continuation.Watch(watch, () -> watched(context, requireNonNull(watch.end(), "end"), executor));
    }

    private Continuation watched(ConnectorContext context, ConnectorWatch.End end, StepExecutor executor) {
        return switch (end) {
            case MOVED, ENDED_BY_ANOTHER ->
                context.ended(requireNonNull(executor.outcome(), "outcome"), executor.progress());
            case UNFINISHED -> context.ended(new Unfinished(MigrationStep.WATCH), executor.progress());
            case ROLL_BACK -> rollback(context);
        };
    }

    private Continuation rollback(ConnectorContext context) {
        context.lookAgain();
        return Rollback.afterWatch(migratorContext).begin(context);
    }

    @Override
    public String toString() {
        return "migrate";
    }
}
