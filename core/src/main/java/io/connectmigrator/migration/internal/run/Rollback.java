package io.connectmigrator.migration.internal.run;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectClientException;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.ConnectorConditions;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.connector.OriginalPartitions;
import io.connectmigrator.migration.internal.state.LaterMove;
import io.connectmigrator.migration.internal.state.MigrationState;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.migration.internal.step.StepSequence;
import io.connectmigrator.migration.internal.step.UndoGuard;
import io.connectmigrator.plan.internal.PlannedMove;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationOutcome.RolledBack;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationOutcome.Unfinished;
import io.connectmigrator.report.MigrationPhase;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Brings connectors back to the source: with the target's current offsets if the target may have run, or by undoing
 * what has been done if it has not.
 */
public final class Rollback implements Operation {

    private final MigratorContext migratorContext;
    private final @Nullable Set<String> only;
    private final UnaryOperator<MigrationOutcome> reported;

    /**
     * For some connectors of a plan.
     *
     * @param only their names on the source, or null for all
     */
    public Rollback(MigratorContext migratorContext, @Nullable Set<String> only) {
        this(migratorContext, only, UnaryOperator.identity());
    }

    private Rollback(
            MigratorContext migratorContext, @Nullable Set<String> only, UnaryOperator<MigrationOutcome> reported) {
        this.migratorContext = migratorContext;
        this.only = only;
        this.reported = reported;
    }

    /** {@return what brings back a connector whose target has failed while it was watched; for the call that moved it, that is no success} */
    static Rollback afterWatch(MigratorContext migratorContext) {
        return new Rollback(migratorContext, null, Rollback::afterMove);
    }

    /** What undoes the move is the rollback; where that was undone or refused, the target is still the one that has failed. */
    private static MigrationOutcome afterMove(MigrationOutcome outcome) {
        if (outcome instanceof RolledBack) {
            return new Undone(MigrationStep.WATCH);
        }
        return outcome instanceof Undone || outcome instanceof Refused ? new Unfinished(MigrationStep.WATCH) : outcome;
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
    public Continuation begin(ConnectorContext context) {
        MigrationState migrationState =
                context.entry().state().orElseGet(() -> MigrationState.begin().in(MigrationPhase.UNDONE));
        return switch (migrationState.phase()) {
            case UNDONE, REHEARSING, REHEARSED -> refused(context, nothingToGoBackFrom(context.checkContext()));
            case ROLLED_BACK -> context.ended(new RolledBack());
            case CONFIRMED -> refused(context, nothingLeft(context.checkContext()));
            case MOVED, ROLLING_BACK -> moveBackUnlessChanged(context, migrationState, true);
            case MOVING, UNDOING -> endMove(context, migrationState);
        };
    }

    /** Before anything is touched: both copies are where the migration has left them. */
    private Continuation moveBackUnlessChanged(
            ConnectorContext context, MigrationState migrationState, boolean mayBeginAnew) {
        CheckContext checkContext = context.checkContext();
        Optional<PlannedMove> later = new LaterMove(migratorContext.journal())
                .after(checkContext.planned(), context.entry().writer().begun().orElseThrow());
        if (later.isPresent()) {
            return refused(context, movedOn(checkContext, later.get()));
        }
        boolean isChanged = migrationState.forward().isTranslated()
                && checkContext.source().find().isPresent();
        if (isChanged && checkContext.isSink() && checkContext.crossing().isEmpty()) {
            return refused(context, notTranslatedBack(checkContext));
        }
        if (migrationState.rollback() != null) {
            return moveBack(context, migrationState, mayBeginAnew);
        }
        if (checkContext.source().find().isEmpty()) {
            return refused(context, nothingLeft(checkContext));
        }
        if (ConnectorConditions.mayCopy(checkContext.source())) {
            return refused(context, startedByAnother(checkContext));
        }
        Optional<Problem> changed = checkContext.isSink()
                ? Optional.empty()
                : OriginalPartitions.obstacle(checkContext.source(), migrationState.forward());
        if (changed.isPresent()) {
            return refused(context, changed.get());
        }
        return moveBack(context, migrationState, mayBeginAnew);
    }

    private Continuation refused(ConnectorContext context, Problem why) {
        return new Continuation.Ended(context.report(reported.apply(new Refused()), why));
    }

    private Continuation endMove(ConnectorContext context, MigrationState migrationState) {
        MigrationState known = migrationState.withForward(
                UndoGuard.recognised(context.checkContext().moves().forward(), migrationState.forward()));
        return known.targetCounts() ? moveBackUnlessChanged(context, known, true) : undo(context, known);
    }

    private Continuation undo(ConnectorContext context, MigrationState migrationState) {
        Move move = context.checkContext().moves().forward();
        StepExecutor executor = migratorContext.stepExecutor(
                StepSequence.forward(move, context.clock(), Duration.ZERO, false, null),
                move,
                migrationState.forward().with(p -> p.undoing = true),
                progress -> new RolledBack(),
                context,
                migrationState::withForward);
        return new Continuation.Steps(executor, ended -> {
            if (!(ended.outcome() instanceof Undone)) {
                return context.ended(new Unfinished(ended.failedAt()), ended);
            }
            context.conclude(migrationState.withForward(ended.progress()).in(MigrationPhase.ROLLED_BACK));
            return context.ended(new RolledBack(), ended);
        });
    }

    private Continuation moveBack(ConnectorContext context, MigrationState migrationState, boolean mayBeginAnew) {
        Progress forward = migrationState.forward();
        Move rollbackMove = context.checkContext().moves().rollback();
        @Nullable Progress begun = migrationState.rollback();
        boolean isUp = isUp(context, migrationState);
        if (!isUp) {
            // To undo the rollback would leave it down.
            context.mayBeDown();
        }
        Progress start = begun != null
                ? UndoGuard.recognised(rollbackMove, begun)
                : Progress.NOTHING_YET.with(p -> {
                    p.wantedState = forward.sourceState();
                    p.downSince = isUp ? null : forward.downSince();
                });
        StepExecutor executor = migratorContext.stepExecutor(
                StepSequence.rollback(rollbackMove, forward, context.clock()),
                rollbackMove,
                start,
                progress -> new RolledBack(),
                context,
                migrationState::withRollback);
        return new Continuation.Steps(executor, ended -> {
            MigrationOutcome outcome = requireNonNull(ended.outcome(), "outcome");
            if (outcome instanceof RolledBack) {
                context.conclude(migrationState.withRollback(ended.progress()).in(MigrationPhase.ROLLED_BACK));
            } else if (!(outcome instanceof Unfinished)) {
                context.conclude(migrationState.withoutRollback());
            }
            boolean isLeftDown = outcome instanceof Undone && !isUp && !isUp(context, migrationState);
            boolean undoesEarlierCall = outcome instanceof Undone && start.undoing();
            if ((isLeftDown || undoesEarlierCall)
                    && mayBeginAnew
                    && context.cancellation().reason().isEmpty()) {
                return beginAnew(context, migrationState, ended);
            }
            MigrationOutcome told = isLeftDown ? new Unfinished(ended.failedAt()) : outcome;
            return context.ended(reported.apply(told), ended);
        });
    }

    /**
     * Begins once more where the undo of a rollback brings nothing back: an earlier call ended while it undid its rollback, which it has
     * told why, or the target was down before this one began.
     */
    private Continuation beginAnew(ConnectorContext context, MigrationState migrationState, StepExecutor undone) {
        context.take(undone);
        context.lookAgain();
        return moveBackUnlessChanged(context, migrationState.withoutRollback(), false);
    }

    /** {@return whether the connector runs on the target, as far as is known, so that it is down only from its stop on} */
    private static boolean isUp(ConnectorContext context, MigrationState migrationState) {
        if (migrationState.phase() == MigrationPhase.MOVED) {
            return true;
        }
        try {
            return context.checkContext()
                    .target()
                    .findStatus()
                    .filter(ConnectorConditions::runs)
                    .filter(status -> !ConnectorConditions.hasFailed(status))
                    .isPresent();
        } catch (ConnectClientException e) {
            return false;
        }
    }

    private static Problem nothingToGoBackFrom(CheckContext checkContext) {
        return notInThatState(
                "the journal knows of no migration of " + checkContext.source()
                        + ", so there is nothing to go back from",
                "Call rollback(plan) with the journal that the migration was written to");
    }

    private static Problem notTranslatedBack(CheckContext checkContext) {
        return Problem.error(
                ProblemCode.SINK_ON_OTHER_KAFKA,
                "the offsets of " + checkContext.source()
                        + " were translated for another Kafka cluster, and the plan does not say how they are translated back;"
                        + " those of the target are of other records",
                "Call rollback(plan) with the across(…) that the migration had");
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
                checkContext.source()
                        + " was started outside this migration since it had moved, so both copies may run",
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
