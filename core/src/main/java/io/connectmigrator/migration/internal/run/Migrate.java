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
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationOutcome.Confirmed;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.NotStarted;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationOutcome.Unfinished;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Optional;

/** Moves connectors to the target, from wherever an earlier call has left them. */
public final class Migrate implements Operation {

    private final MigratorContext environment;

    public Migrate(MigratorContext environment) {
        this.environment = environment;
    }

    @Override
    public ResolvedPlan examine(ResolvedPlan resolvedPlan) {
        return PlanChecks.examined(resolvedPlan);
    }

    @Override
    public void examine(ConnectorContext context) {
        context.requireNotGoingBack();
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
    public Optional<MigrationOutcome> endBefore(ConnectorContext context) {
        return context.endBefore();
    }

    @Override
    public Stage begin(ConnectorContext context) {
        if (context.isConfirmed()) {
            return context.ended(new Confirmed());
        }
        MigrationState migrationState = context.openState().orElseGet(MigrationState::begin);
        if (migrationState.phase() == MigrationState.Phase.MOVED) {
            return moved(context, migrationState);
        }
        Progress forward = UndoGuard.recognised(context.checkContext().move(), migrationState.forward());
        MigrationState known = migrationState.withForward(forward);
        return forward.undoing() ? undoAndStart(context, known) : move(context, known);
    }

    /** That it has moved is what the journal says; another may have undone it by hand since. */
    private static Stage moved(ConnectorContext context, MigrationState migrationState) {
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
        return changed.<Stage>map(what -> new Stage.Ended(context.report(
                        new Refused(),
                        Problem.error(
                                ProblemCode.NOT_IN_THAT_STATE,
                                "the journal says that " + checkContext.source() + " has moved, but " + what,
                                "Bring both to where one of them runs, then call rollback(plan), confirm(plan) or"
                                        + " forget(plan) to end the migration"))))
                .orElseGet(
                        () -> context.ended(new Moved(migrationState.forward().movedOn())));
    }

    /** An earlier call died on its way back. */
    private Stage undoAndStart(ConnectorContext context, MigrationState migrationState) {
        StepExecutor stepExecutor = stepExecutor(context, migrationState);
        return new Stage.UnderWay(stepExecutor, undone -> {
            Stage end = end(context, migrationState, undone);
            return undone.end() == StepExecutor.End.UNDONE ? startAgain(context) : end;
        });
    }

    private Stage startAgain(ConnectorContext context) {
        context.lookAgain();
        context.check(environment);
        return context.mayGoOn() ? move(context, MigrationState.begin()) : context.ended(new Refused());
    }

    private Stage move(ConnectorContext context, MigrationState start) {
        return new Stage.UnderWay(stepExecutor(context, start), stepExecutor -> end(context, start, stepExecutor));
    }

    private StepExecutor stepExecutor(ConnectorContext context, MigrationState start) {
        Move move = context.checkContext().move();
        return environment.stepExecutor(
                StepSequence.forward(
                        move.target(),
                        context.clock(),
                        context.checkContext()
                                .settlingTime(environment.timeouts().settling())),
                move,
                start.forward(),
                context,
                start::withForward);
    }

    private static Stage end(ConnectorContext context, MigrationState start, StepExecutor stepExecutor) {
        MigrationState reached = start.withForward(stepExecutor.progress());
        return switch (requireNonNull(stepExecutor.end(), "end")) {
            case COMPLETED -> {
                context.conclude(reached.in(MigrationState.Phase.MOVED));
                yield context.ended(new Moved(stepExecutor.progress().movedOn()), stepExecutor);
            }
            case UNDONE -> {
                context.conclude(reached.in(MigrationState.Phase.UNDONE));
                yield context.ended(new Undone(stepExecutor.failedAt()), stepExecutor);
            }
            case NOT_STARTED -> {
                context.conclude(reached.in(MigrationState.Phase.UNDONE));
                yield context.ended(new NotStarted(), stepExecutor);
            }
            case UNFINISHED -> context.ended(new Unfinished(stepExecutor.failedAt()), stepExecutor);
        };
    }

    @Override
    public String toString() {
        return "migrate";
    }
}
