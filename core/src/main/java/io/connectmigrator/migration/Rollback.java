package io.connectmigrator.migration;

import io.connectmigrator.migration.MigrationOutcome.Refused;
import io.connectmigrator.migration.MigrationOutcome.RolledBack;
import io.connectmigrator.migration.MigrationOutcome.Undone;
import io.connectmigrator.migration.MigrationOutcome.Unfinished;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings a connector back to the source: with the target's current offsets if the target may have run, or by undoing
 * what has been done if it has not.
 */
final class Rollback implements Verb {

    private final Environment environment;

    Rollback(Environment environment) {
        this.environment = environment;
    }

    @Override
    public ConnectorReport carryOut(Assignment assignment) {
        Optional<Journey> known = environment.journeys().find(assignment.key());
        if (known.isEmpty()) {
            return assignment.report(
                    new Refused(),
                    notInThatState(
                            "this migrator has not moved " + assignment.survey().source()
                                    + ", so there is nothing to go back from",
                            "Call rollback(plan) on the migrator that moved it"));
        }
        Journey journey = known.get();
        return switch (journey.phase()) {
            case ROLLED_BACK -> assignment.report(new RolledBack());
            case CONFIRMED ->
                assignment.report(
                        new Refused(),
                        notInThatState(
                                assignment.survey().source()
                                        + " was deleted when the migration was confirmed, so there is nothing"
                                        + " left to go back to",
                                "To move it to " + assignment.survey().sourceCluster() + " again, migrate a plan from "
                                        + assignment.survey().targetCluster() + " to "
                                        + assignment.survey().sourceCluster()));
            case UNDER_WAY, MOVED -> journey.targetCounts() ? comeBack(assignment, journey) : undo(assignment, journey);
        };
    }

    private ConnectorReport undo(Assignment assignment, Journey journey) {
        Move move = assignment.survey().move();
        Passage passage = environment.passage(
                Course.there(move.target(), environment.clock()),
                move,
                journey.there().with(p -> p.undoing = true),
                progress -> environment.journeys().save(assignment.key(), journey.withThere(progress)));
        return finish(assignment, journey, passage, passage.travel() == Passage.End.UNDONE);
    }

    private ConnectorReport comeBack(Assignment assignment, Journey journey) {
        Progress there = journey.there();
        @Nullable Progress begun = journey.back();
        Progress start = begun != null ? begun : Progress.NOTHING_YET.with(p -> p.wantedState = there.sourceState());
        Passage passage = environment.passage(
                Course.back(there, environment.clock()),
                assignment.survey().move().reversed(),
                start,
                progress -> environment.journeys().save(assignment.key(), journey.withBack(progress)));
        Passage.End end = passage.travel();
        if (end == Passage.End.UNDONE) {
            environment.journeys().save(assignment.key(), journey.withBack(null));
            return assignment.report(new Undone(passage.failedAt()), passage);
        }
        return finish(assignment, journey, passage, end == Passage.End.ARRIVED);
    }

    private ConnectorReport finish(Assignment assignment, Journey journey, Passage passage, boolean isBack) {
        if (!isBack) {
            return assignment.report(new Unfinished(passage.failedAt()), passage);
        }
        environment.journeys().save(assignment.key(), journey.in(Journey.Phase.ROLLED_BACK));
        return assignment.report(new RolledBack(), passage);
    }

    private static Problem notInThatState(String message, String remedy) {
        return Problem.error(ProblemCode.NOT_IN_THAT_STATE, message, remedy);
    }
}
