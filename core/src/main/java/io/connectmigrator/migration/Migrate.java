package io.connectmigrator.migration;

import io.connectmigrator.migration.MigrationOutcome.Confirmed;
import io.connectmigrator.migration.MigrationOutcome.Moved;
import io.connectmigrator.migration.MigrationOutcome.Undone;
import io.connectmigrator.migration.MigrationOutcome.Unfinished;

/** Moves a connector to the target, from wherever an earlier call has left it. */
final class Migrate implements Verb {

    private final Environment environment;

    Migrate(Environment environment) {
        this.environment = environment;
    }

    @Override
    public ConnectorReport carryOut(Assignment assignment) {
        Journey journey = environment.journeys().find(assignment.key()).orElseGet(Journey::begin);
        return switch (journey.phase()) {
            case MOVED -> assignment.report(new Moved(journey.there().movedOn()));
            case CONFIRMED -> assignment.report(new Confirmed());
            case ROLLED_BACK -> travel(assignment, Journey.begin());
            case UNDER_WAY -> goOn(assignment, journey);
        };
    }

    private ConnectorReport goOn(Assignment assignment, Journey journey) {
        if (!journey.there().undoing()) {
            return travel(assignment, journey);
        }
        ConnectorReport undone = travel(assignment, journey);
        return undone.outcome() instanceof Undone ? travel(assignment, Journey.begin()) : undone;
    }

    private ConnectorReport travel(Assignment assignment, Journey start) {
        Journeys journeys = environment.journeys();
        Move move = assignment.survey().move();
        Passage passage = environment.passage(
                Course.there(move.target(), environment.clock()),
                move,
                start.there(),
                progress -> journeys.save(assignment.key(), start.withThere(progress)));
        return switch (passage.travel()) {
            case ARRIVED -> {
                journeys.save(
                        assignment.key(), start.withThere(passage.progress()).in(Journey.Phase.MOVED));
                yield assignment.report(new Moved(passage.progress().movedOn()), passage);
            }
            case UNDONE -> {
                journeys.forget(assignment.key());
                yield assignment.report(new Undone(passage.failedAt()), passage);
            }
            case STRANDED -> assignment.report(new Unfinished(passage.failedAt()), passage);
        };
    }
}
