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

/** Deletes the source connectors of connectors that have moved. */
public final class Confirm implements Operation {

    private final MigratorContext environment;

    public Confirm(MigratorContext environment) {
        this.environment = environment;
    }

    @Override
    public void examine(ConnectorContext assignment) {
        assignment.requireNotGoingBack();
        assignment.requireSamePlan(PlannedMove::differentPlaceIn);
    }

    @Override
    public Stage begin(ConnectorContext assignment) {
        MigrationState journey = assignment.journey().orElseGet(MigrationState::begin);
        return switch (journey.phase()) {
            case CONFIRMED -> assignment.ended(new Confirmed());
            case UNDER_WAY, UNDONE, ROLLED_BACK ->
                new Stage.Ended(assignment.report(new Refused(), notMoved(assignment)));
            case MOVED -> confirm(assignment, journey);
        };
    }

    private Stage confirm(ConnectorContext assignment, MigrationState journey) {
        StepExecutor passage = environment.passage(
                StepSequence.confirmation(),
                assignment.survey().sides(),
                journey.there(),
                assignment,
                progress -> journey);
        return new Stage.UnderWay(passage, ended -> {
            if (ended.end() == StepExecutor.End.ARRIVED) {
                assignment.conclude(journey.in(MigrationState.Phase.CONFIRMED));
                return assignment.ended(new Confirmed(), ended);
            }
            return assignment.ended(new Unfinished(MigrationStep.REMOVE), ended);
        });
    }

    private static Problem notMoved(ConnectorContext assignment) {
        return Problem.error(
                ProblemCode.NOT_IN_THAT_STATE,
                "the journal does not say that " + assignment.survey().source()
                        + " has moved, so there is nothing to confirm",
                "Call migrate(plan) first, with the same journal");
    }

    @Override
    public String toString() {
        return "confirm";
    }
}
