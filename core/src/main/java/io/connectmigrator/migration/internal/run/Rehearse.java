package io.connectmigrator.migration.internal.run;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.migration.internal.connector.Moves;
import io.connectmigrator.migration.internal.state.MigrationState;
import io.connectmigrator.migration.internal.step.StepSequence;
import io.connectmigrator.plan.internal.PlanChecks;
import io.connectmigrator.plan.internal.PlannedMove;
import io.connectmigrator.plan.internal.ResolvedPlan;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationOutcome.Rehearsed;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationOutcome.Unfinished;
import io.connectmigrator.report.MigrationPhase;
import java.util.List;
import java.util.Optional;

/** Tries on the target what a move does there, with copies that have names of their own, and removes them. */
public final class Rehearse implements Operation {

    private final MigratorContext migratorContext;

    public Rehearse(MigratorContext migratorContext) {
        this.migratorContext = migratorContext;
    }

    @Override
    public ResolvedPlan examine(ResolvedPlan resolvedPlan) {
        return PlanChecks.examined(resolvedPlan).rehearsal();
    }

    @Override
    public void examine(UnitContext context) {
        context.requireSamePlan(PlannedMove::differentPlaceIn);
    }

    @Override
    public boolean needsCheck(UnitContext context) {
        return context.isToStart();
    }

    /** That one connector cannot move is no reason not to try the others. */
    @Override
    public boolean mayBegin(ResolvedPlan resolvedPlan, List<UnitContext> contexts) {
        return resolvedPlan.mayBegin();
    }

    @Override
    public Continuation begin(UnitContext context) {
        Optional<MigrationState> left = context.entry().openState();
        return left.isPresent() ? removeAndStart(context, left.get()) : rehearse(context);
    }

    /** An earlier call has died before it had removed the copy. */
    private Continuation removeAndStart(UnitContext context, MigrationState left) {
        MigrationState undoing = left.withForward(left.forward().with(p -> p.undoing = true));
        return new Continuation.Steps(stepExecutor(context, undoing), removed -> {
            Continuation ended = ended(context, undoing, removed);
            return removed.outcome() instanceof Undone ? startAgain(context) : ended;
        });
    }

    private Continuation startAgain(UnitContext context) {
        context.lookAgain();
        context.check(migratorContext);
        return context.mayGoOn() ? rehearse(context) : context.ended(new Refused());
    }

    private Continuation rehearse(UnitContext context) {
        MigrationState start = MigrationState.rehearsal(context.size());
        return new Continuation.Steps(stepExecutor(context, start), executor -> ended(context, start, executor));
    }

    private StepExecutor stepExecutor(UnitContext context, MigrationState start) {
        return migratorContext.stepExecutor(
                unit -> StepSequence.rehearsal(unit, context.plan().rehearsedWrite()),
                context.moves(Moves::rehearsal),
                start.forward(),
                progress -> new Rehearsed(!progress.any(each -> each.remark() != null)),
                context,
                start::withForward);
    }

    private static Continuation ended(UnitContext context, MigrationState start, StepExecutor executor) {
        MigrationOutcome outcome = requireNonNull(executor.outcome(), "outcome");
        if (!(outcome instanceof Unfinished)) {
            context.conclude(start.withForward(executor.progress()).in(MigrationPhase.REHEARSED));
        }
        return context.ended(outcome, executor);
    }

    @Override
    public MigrationEvent.Call call() {
        return MigrationEvent.Call.REHEARSE;
    }
}
