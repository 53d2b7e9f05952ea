package io.connectmigrator.migration.internal.run;

import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.ConnectorConditions;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.state.LaterMove;
import io.connectmigrator.migration.internal.state.MigrationState;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.migration.internal.step.StepSequence;
import io.connectmigrator.migration.internal.step.UndoGuard;
import io.connectmigrator.plan.internal.PlannedMove;
import io.connectmigrator.report.MigrationOutcome.NotStarted;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationOutcome.RolledBack;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationOutcome.Unfinished;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings connectors back to the source: with the target's current offsets if the target may have run, or by undoing
 * what has been done if it has not.
 */
public final class Rollback implements Operation {

    private final MigratorContext environment;
    private final @Nullable Set<String> only;

    /**
     * For some connectors of a plan.
     *
     * @param only their names on the source, or null for all
     */
    public Rollback(MigratorContext environment, @Nullable Set<String> only) {
        this.environment = environment;
        this.only = only;
    }

    @Override
    public @Nullable Set<String> only() {
        return only;
    }

    @Override
    public void examine(ConnectorContext context) {
        context.requireSamePlan(PlannedMove::differentPlaceIn);
    }

    @Override
    public Stage begin(ConnectorContext context) {
        MigrationState migrationState =
                context.migrationState().orElseGet(() -> MigrationState.begin().in(MigrationState.Phase.UNDONE));
        return switch (migrationState.phase()) {
            case UNDONE -> refused(context, nothingToGoBackFrom(context.checkContext()));
            case ROLLED_BACK -> context.ended(new RolledBack());
            case CONFIRMED -> refused(context, nothingLeft(context.checkContext()));
            case MOVED -> comeBackUnlessChanged(context, migrationState);
            case UNDER_WAY -> turnBack(context, migrationState);
        };
    }

    /** Before anything is touched: both copies are where the migration has left them. */
    private Stage comeBackUnlessChanged(ConnectorContext context, MigrationState migrationState) {
        CheckContext checkContext = context.checkContext();
        Optional<PlannedMove> later = new LaterMove(environment.journal())
                .after(checkContext.planned(), context.entryWriter().begun().orElseThrow());
        if (later.isPresent()) {
            return refused(context, movedOn(checkContext, later.get()));
        }
        if (migrationState.rollback() != null) {
            return comeBack(context, migrationState);
        }
        if (checkContext.source().find().isEmpty()) {
            return refused(context, nothingLeft(checkContext));
        }
        if (ConnectorConditions.mayCopy(checkContext.source())) {
            return refused(context, startedByAnother(checkContext));
        }
        return comeBack(context, migrationState);
    }

    private static Stage refused(ConnectorContext context, Problem why) {
        return new Stage.Ended(context.report(new Refused(), why));
    }

    private Stage turnBack(ConnectorContext context, MigrationState migrationState) {
        MigrationState known = migrationState.withForward(
                UndoGuard.recognised(context.checkContext().move(), migrationState.forward()));
        return known.targetCounts() ? comeBackUnlessChanged(context, known) : undo(context, known);
    }

    private Stage undo(ConnectorContext context, MigrationState migrationState) {
        Move move = context.checkContext().move();
        StepExecutor stepExecutor = environment.stepExecutor(
                StepSequence.forward(move.target(), context.clock(), Duration.ZERO),
                move,
                migrationState.forward().with(p -> p.undoing = true),
                context,
                migrationState::withForward);
        return new Stage.UnderWay(
                stepExecutor,
                ended -> finish(
                        context,
                        migrationState.withForward(ended.progress()),
                        ended,
                        ended.end() == StepExecutor.End.UNDONE));
    }

    private Stage comeBack(ConnectorContext context, MigrationState migrationState) {
        Progress forward = migrationState.forward();
        Move rollbackMove = context.checkContext().rollbackMove();
        @Nullable Progress begun = migrationState.rollback();
        Progress start = begun != null
                ? UndoGuard.recognised(rollbackMove, begun)
                : Progress.NOTHING_YET.with(p -> {
                    p.wantedState = forward.sourceState();
                    p.downSince = migrationState.phase() == MigrationState.Phase.UNDER_WAY ? forward.downSince() : null;
                });
        StepExecutor stepExecutor = environment.stepExecutor(
                StepSequence.rollback(forward, context.clock()),
                rollbackMove,
                start,
                context,
                migrationState::withRollback);
        return new Stage.UnderWay(stepExecutor, ended -> {
            if (ended.end() == StepExecutor.End.UNDONE || ended.end() == StepExecutor.End.NOT_STARTED) {
                context.conclude(migrationState.withRollback(null));
                return context.ended(
                        ended.end() == StepExecutor.End.UNDONE ? new Undone(ended.failedAt()) : new NotStarted(),
                        ended);
            }
            return finish(
                    context,
                    migrationState.withRollback(ended.progress()),
                    ended,
                    ended.end() == StepExecutor.End.COMPLETED);
        });
    }

    private static Stage finish(
            ConnectorContext context, MigrationState migrationState, StepExecutor stepExecutor, boolean isBack) {
        if (!isBack) {
            return context.ended(new Unfinished(stepExecutor.failedAt()), stepExecutor);
        }
        context.conclude(migrationState.in(MigrationState.Phase.ROLLED_BACK));
        return context.ended(new RolledBack(), stepExecutor);
    }

    private static Problem nothingToGoBackFrom(CheckContext checkContext) {
        return notInThatState(
                "the journal knows of no migration of " + checkContext.source()
                        + ", so there is nothing to go back from",
                "Call rollback(plan) with the journal that the migration was written to");
    }

    private static Problem movedOn(CheckContext checkContext, PlannedMove later) {
        return notInThatState(
                checkContext.source() + " has been moved on from " + checkContext.targetCluster()
                        + " and is now connector '"
                        + later.target() + "' of " + later.to() + "; brought back to " + checkContext.sourceCluster()
                        + ", it would run twice, from offsets that are left behind",
                "Roll back the later migrations first, the last one before the others");
    }

    private static Problem startedByAnother(CheckContext checkContext) {
        return notInThatState(
                checkContext.source() + " was started by another since it had moved, so both copies may run",
                "Stop one of the two, the original if its records are to be kept as the target has them; then call"
                        + " rollback(plan) again, or confirm(plan)");
    }

    private static Problem nothingLeft(CheckContext checkContext) {
        return notInThatState(
                checkContext.source()
                        + " was deleted, as it is when a migration is confirmed, so there is nothing left to go back to",
                "To move it to " + checkContext.sourceCluster() + " again, migrate a plan from "
                        + checkContext.targetCluster() + " to " + checkContext.sourceCluster());
    }

    private static Problem notInThatState(String message, String remedy) {
        return Problem.error(ProblemCode.NOT_IN_THAT_STATE, message, remedy);
    }

    @Override
    public String toString() {
        return "rollback";
    }
}
