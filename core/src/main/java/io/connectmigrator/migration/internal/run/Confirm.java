package io.connectmigrator.migration.internal.run;

import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.migration.internal.connector.Moves;
import io.connectmigrator.migration.internal.state.MigrationState;
import io.connectmigrator.migration.internal.step.StepSequence;
import io.connectmigrator.plan.internal.PlannedMove;
import io.connectmigrator.report.MigrationOutcome.Confirmed;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationOutcome.Unfinished;
import io.connectmigrator.report.MigrationPhase;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Deletes the source connectors of connectors that have moved. */
public final class Confirm implements Operation {

    private final MigratorContext migratorContext;
    private final @Nullable Set<String> only;

    /**
     * For some connectors of a plan.
     *
     * @param only their names on the source, or null for all
     */
    public Confirm(MigratorContext migratorContext, @Nullable Set<String> only) {
        this.migratorContext = migratorContext;
        this.only = only;
    }

    @Override
    public @Nullable Set<String> only() {
        return only;
    }

    @Override
    public void examine(UnitContext context) {
        context.requireNoRollback();
        context.requireSamePlan(PlannedMove::differentPlaceIn);
    }

    @Override
    public Continuation begin(UnitContext context) {
        MigrationState migrationState = context.entry().state().orElseGet(() -> MigrationState.begin(context.size()));
        return switch (migrationState.phase()) {
            case CONFIRMED -> context.ended(new Confirmed());
            case MOVING, UNDOING, ROLLING_BACK, UNDONE, ROLLED_BACK, REHEARSING, REHEARSED ->
                context.ended(new Refused(), notMoved(context));
            case MOVED -> confirm(context, migrationState);
        };
    }

    private Continuation confirm(UnitContext context, MigrationState migrationState) {
        StepExecutor executor = migratorContext.stepExecutor(
                StepSequence::confirm,
                context.moves(Moves::confirm),
                migrationState.forward(),
                progress -> new Confirmed(),
                context,
                progress -> migrationState);
        return new Continuation.Steps(executor, ended -> {
            if (!(ended.outcome() instanceof Confirmed)) {
                return context.ended(new Unfinished(MigrationStep.REMOVE), ended);
            }
            context.conclude(migrationState.in(MigrationPhase.CONFIRMED));
            return context.ended(new Confirmed(), ended);
        });
    }

    private static Problem notMoved(UnitContext context) {
        return Problem.error(
                ProblemCode.NOT_IN_THAT_STATE,
                "the journal does not say that " + context.checkContext().source()
                        + " has moved, so there is nothing to confirm",
                "Call migrate(plan) first, with the same journal");
    }

    @Override
    public MigrationEvent.Call call() {
        return MigrationEvent.Call.CONFIRM;
    }
}
