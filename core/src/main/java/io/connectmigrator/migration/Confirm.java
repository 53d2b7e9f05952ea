package io.connectmigrator.migration;

import io.connectmigrator.migration.MigrationOutcome.Confirmed;
import io.connectmigrator.migration.MigrationOutcome.Refused;
import io.connectmigrator.migration.MigrationOutcome.Unfinished;
import java.util.Optional;

/** Deletes the source connector of a connector that has moved. */
final class Confirm implements Verb {

    private final Environment environment;

    Confirm(Environment environment) {
        this.environment = environment;
    }

    @Override
    public ConnectorReport carryOut(Assignment assignment) {
        Optional<Journey> known = environment.journeys().find(assignment.key());
        if (known.isEmpty()) {
            return assignment.report(new Refused(), notMoved(assignment));
        }
        Journey journey = known.get();
        return switch (journey.phase()) {
            case CONFIRMED -> assignment.report(new Confirmed());
            case ROLLED_BACK, UNDER_WAY -> assignment.report(new Refused(), notMoved(assignment));
            case MOVED -> confirm(assignment, journey);
        };
    }

    private ConnectorReport confirm(Assignment assignment, Journey journey) {
        Passage passage = environment.passage(
                Course.confirmation(), assignment.survey().sides(), journey.there(), progress -> {});
        if (passage.travel() == Passage.End.ARRIVED) {
            environment.journeys().save(assignment.key(), journey.in(Journey.Phase.CONFIRMED));
            return assignment.report(new Confirmed(), passage);
        }
        return assignment.report(new Unfinished(MigrationStep.REMOVE), passage);
    }

    private static Problem notMoved(Assignment assignment) {
        return Problem.error(
                ProblemCode.NOT_IN_THAT_STATE,
                "this migrator has not moved " + assignment.survey().source() + ", so there is nothing to confirm",
                "Call migrate(plan) first, on the same migrator");
    }
}
