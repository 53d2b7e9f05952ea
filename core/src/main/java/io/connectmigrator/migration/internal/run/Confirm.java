package io.connectmigrator.migration.internal.run;

import io.connectmigrator.migration.internal.state.MigrationState;
import io.connectmigrator.migration.internal.step.StepSequence;
import io.connectmigrator.plan.internal.PlannedMove;
import io.connectmigrator.report.MigrationOutcome.Confirmed;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationOutcome.Unfinished;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Deletes the source connectors of connectors that have moved. */
public final class Confirm implements Operation {

    private final MigratorContext environment;
    private final @Nullable Set<String> only;

    /**
     * For some connectors of a plan.
     *
     * @param only their names on the source, or null for all
     */
    public Confirm(MigratorContext environment, @Nullable Set<String> only) {
        this.environment = environment;
        this.only = only;
    }

    @Override
    public @Nullable Set<String> only() {
        return only;
    }

    @Override
    public void examine(ConnectorContext context) {
        context.requireNotGoingBack();
        context.requireSamePlan(PlannedMove::differentPlaceIn);
    }

    @Override
    public Stage begin(ConnectorContext context) {
        MigrationState migrationState = context.migrationState().orElseGet(MigrationState::begin);
        return switch (migrationState.phase()) {
            case CONFIRMED -> context.ended(new Confirmed());
            case UNDER_WAY, UNDONE, ROLLED_BACK -> new Stage.Ended(context.report(new Refused(), notMoved(context)));
            case MOVED -> confirm(context, migrationState);
        };
    }

    private Stage confirm(ConnectorContext context, MigrationState migrationState) {
        StepExecutor stepExecutor = environment.stepExecutor(
                StepSequence.confirm(),
                context.checkContext().sides(),
                migrationState.forward(),
                context,
                progress -> migrationState);
        return new Stage.UnderWay(stepExecutor, ended -> {
            if (ended.end() == StepExecutor.End.COMPLETED) {
                context.conclude(migrationState.in(MigrationState.Phase.CONFIRMED));
                return context.ended(new Confirmed(), ended);
            }
            return context.ended(new Unfinished(MigrationStep.REMOVE), ended);
        });
    }

    private static Problem notMoved(ConnectorContext context) {
        return Problem.error(
                ProblemCode.NOT_IN_THAT_STATE,
                "the journal does not say that " + context.checkContext().source()
                        + " has moved, so there is nothing to confirm",
                "Call migrate(plan) first, with the same journal");
    }

    @Override
    public String toString() {
        return "confirm";
    }
}
