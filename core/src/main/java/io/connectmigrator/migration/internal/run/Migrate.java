package io.connectmigrator.migration.internal.run;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectClientException;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.ConnectorConditions;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.state.MigrationState;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.migration.internal.step.StepSequence;
import io.connectmigrator.migration.internal.step.UndoGuard;
import io.connectmigrator.plan.internal.PlanChecks;
import io.connectmigrator.plan.internal.PlannedMove;
import io.connectmigrator.plan.internal.ResolvedPlan;
import io.connectmigrator.plan.internal.WatchPolicy;
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
            return moved(context, migrationState);
        }
        Progress forward = UndoGuard.recognised(context.checkContext().moves().forward(), migrationState.forward());
        MigrationState known = migrationState.withForward(forward);
        return forward.undoing() ? undoAndStart(context, known) : move(context, known);
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
                .orElseGet(
                        () -> context.ended(new Moved(migrationState.forward().movedOn())));
    }

    /** An earlier call ended while it was undoing. */
    private Continuation undoAndStart(ConnectorContext context, MigrationState migrationState) {
        return new Continuation.Steps(stepExecutor(context, migrationState), undone -> {
            Continuation ended = ended(context, migrationState, undone);
            return undone.outcome() instanceof Undone ? startAgain(context) : ended;
        });
    }

    private Continuation startAgain(ConnectorContext context) {
        context.lookAgain();
        context.check(migratorContext);
        return context.mayGoOn() ? move(context, MigrationState.begin()) : context.ended(new Refused());
    }

    private Continuation move(ConnectorContext context, MigrationState start) {
        return new Continuation.Steps(stepExecutor(context, start), executor -> ended(context, start, executor));
    }

    private StepExecutor stepExecutor(ConnectorContext context, MigrationState start) {
        CheckContext checkContext = context.checkContext();
        Move move = checkContext.moves().forward();
        Duration settling =
                checkContext.family().settlingTime(migratorContext.timeouts().settling());
        return migratorContext.stepExecutor(
                StepSequence.forward(move, context.clock(), settling, isWatched(context)),
                move,
                start.forward(),
                progress -> new Moved(progress.movedOn()),
                context,
                start::withForward);
    }

    private Continuation ended(ConnectorContext context, MigrationState start, StepExecutor executor) {
        MigrationOutcome outcome = requireNonNull(executor.outcome(), "outcome");
        if (!(outcome instanceof Unfinished)) {
            context.conclude(start.withForward(executor.progress())
                    .in(outcome instanceof Moved ? MigrationPhase.MOVED : MigrationPhase.UNDONE));
        }
        return outcome instanceof Moved && isWatched(context)
                ? watch(context, policy(context), executor)
                : context.ended(outcome, executor);
    }

    private static boolean isWatched(ConnectorContext context) {
        return !policy(context).duration().isZero();
    }

    private static WatchPolicy policy(ConnectorContext context) {
        return context.checkContext().plan().watch().known(context.has(ProblemCode.OPERATED_MAYBE));
    }

    private Continuation watch(ConnectorContext context, WatchPolicy policy, StepExecutor executor) {
        Move move = context.checkContext().moves().forward();
        context.take(executor);
        return new Continuation.Watch(
                new ConnectorWatch(
                        context,
                        move,
                        policy,
                        WatchGuard.holding(context.entry().writer().claim()),
                        migratorContext),
                watched -> watched(context, requireNonNull(watched.end(), "end"), executor));
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
