package io.connectmigrator.migration.internal.run;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectClientException;
import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.migration.internal.connector.ConnectorConditions;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.connector.Moves;
import io.connectmigrator.migration.internal.connector.ReturnedShares;
import io.connectmigrator.migration.internal.state.MigrationState;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.migration.internal.state.UnitProgress;
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
import java.time.Duration;
import java.util.List;
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
    public void examine(UnitContext context) {
        context.requireSamePlan(PlannedMove::differentPlaceIn);
    }

    @Override
    public Continuation begin(UnitContext context) {
        MigrationState migrationState = context.entry()
                .state()
                .orElseGet(() -> MigrationState.begin(context.size()).in(MigrationPhase.UNDONE));
        return switch (migrationState.phase()) {
            case UNDONE, REHEARSING, REHEARSED ->
                refused(context, RollbackObstacles.nothingToGoBackFrom(context.checkContext()));
            case ROLLED_BACK -> context.ended(new RolledBack());
            case CONFIRMED -> refused(context, RollbackObstacles.nothingLeft(context.checkContext()));
            case MOVED, ROLLING_BACK -> moveBackUnlessChanged(context, migrationState, true);
            case MOVING, UNDOING -> endMove(context, migrationState);
        };
    }

    /** Before anything is touched: all copies are where the migration has left them. */
    private Continuation moveBackUnlessChanged(
            UnitContext context, MigrationState migrationState, boolean mayBeginAnew) {
        Optional<Problem> obstacle = new RollbackObstacles(context, migrationState, migratorContext.journal()).first();
        return obstacle.map(problem -> refused(context, problem))
                .orElseGet(() -> moveBack(context, migrationState, mayBeginAnew));
    }

    private Continuation refused(UnitContext context, Problem why) {
        return context.ended(reported.apply(new Refused()), why);
    }

    private Continuation endMove(UnitContext context, MigrationState migrationState) {
        MigrationState known = migrationState.withForward(
                UndoGuard.recognised(context.moves(Moves::forward), migrationState.forward()));
        return known.targetCounts() ? moveBackUnlessChanged(context, known, true) : undo(context, known);
    }

    private Continuation undo(UnitContext context, MigrationState migrationState) {
        StepExecutor executor = migratorContext.stepExecutor(
                unit -> StepSequence.forward(
                        unit, context.lead().clock(), migratorContext.reads(), Duration.ZERO, false, List.of()),
                context.moves(Moves::forward),
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

    private Continuation moveBack(UnitContext context, MigrationState migrationState, boolean mayBeginAnew) {
        UnitProgress forward = migrationState.forward();
        List<Move> moves = context.moves(Moves::rollback);
        @Nullable UnitProgress begun = migrationState.rollback();
        boolean isUp = isUp(context, migrationState);
        if (!isUp) {
            // To undo the rollback would leave it down.
            context.mayBeDown();
        }
        UnitProgress start = begun != null
                ? UndoGuard.recognised(moves, begun)
                : UnitProgress.of(forward.all().stream()
                        .map(each -> Progress.NOTHING_YET.with(p -> {
                            p.wantedState = each.sourceState();
                            p.downSince = isUp ? null : each.downSince();
                        }))
                        .toList());
        StepExecutor executor = migratorContext.stepExecutor(
                unit -> StepSequence.rollback(
                        unit,
                        forward,
                        new ReturnedShares(forward, unit.moves(), context::asksFor),
                        context.lead().clock(),
                        migratorContext.reads()),
                moves,
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
    private Continuation beginAnew(UnitContext context, MigrationState migrationState, StepExecutor undone) {
        context.take(undone);
        context.lookAgain();
        return moveBackUnlessChanged(context, migrationState.withoutRollback(), false);
    }

    /** {@return whether the connector runs on the target, as far as is known, so that it is down only from its stop on} */
    private static boolean isUp(UnitContext context, MigrationState migrationState) {
        if (migrationState.phase() == MigrationPhase.MOVED) {
            return true;
        }
        try {
            return context.contexts().stream()
                    .allMatch(each -> each.checkContext()
                            .target()
                            .findStatus()
                            .filter(ConnectorConditions::runs)
                            .filter(status -> !ConnectorConditions.hasFailed(status))
                            .isPresent());
        } catch (ConnectClientException e) {
            return false;
        }
    }

    @Override
    public MigrationEvent.Call call() {
        return MigrationEvent.Call.ROLLBACK;
    }
}
