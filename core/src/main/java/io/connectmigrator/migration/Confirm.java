package io.connectmigrator.migration;

import io.connectmigrator.migration.MigrationOutcome.Confirmed;
import io.connectmigrator.migration.MigrationOutcome.Refused;
import io.connectmigrator.migration.MigrationOutcome.Unfinished;

/** Deletes the source connector of a connector that has moved. */
final class Confirm implements Verb {

    private final Environment environment;

    Confirm(Environment environment) {
        this.environment = environment;
    }

    @Override
    public ConnectorReport carryOut(Assignment assignment) {
        Journey journey = assignment.journey().orElseGet(Journey::begin);
        return switch (journey.phase()) {
            case CONFIRMED -> assignment.report(new Confirmed());
            case UNDER_WAY, UNDONE, ROLLED_BACK -> assignment.report(new Refused(), notMoved(assignment));
            case MOVED -> confirm(assignment, journey);
        };
    }

    private ConnectorReport confirm(Assignment assignment, Journey journey) {
        Passage passage = environment.passage(
                Course.confirmation(),
                assignment.survey().sides(),
                journey.there(),
                assignment.logbook(),
                progress -> journey);
        if (passage.travel() == Passage.End.ARRIVED) {
            assignment.conclude(journey.in(Journey.Phase.CONFIRMED));
            return assignment.report(new Confirmed(), passage);
        }
        return assignment.report(new Unfinished(MigrationStep.REMOVE), passage);
    }

    private static Problem notMoved(Assignment assignment) {
        return Problem.error(
                ProblemCode.NOT_IN_THAT_STATE,
                "the journal does not say that " + assignment.survey().source()
                        + " has moved, so there is nothing to confirm",
                "Call migrate(plan) first, with the same journal");
    }
}
