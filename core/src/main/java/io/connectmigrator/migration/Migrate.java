package io.connectmigrator.migration;

import io.connectmigrator.migration.MigrationOutcome.Confirmed;
import io.connectmigrator.migration.MigrationOutcome.Moved;
import io.connectmigrator.migration.MigrationOutcome.Refused;
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
        if (assignment.isConfirmed()) {
            return assignment.report(new Confirmed());
        }
        Journey journey = assignment.openJourney().orElseGet(Journey::begin);
        if (journey.phase() == Journey.Phase.MOVED) {
            return assignment.report(new Moved(journey.there().movedOn()));
        }
        Progress there = GoingBack.recognised(assignment.survey().move(), journey.there());
        Journey known = journey.withThere(there);
        return there.undoing() ? undoAndSetOut(assignment, known) : travel(assignment, known);
    }

    /** An earlier call died on its way back. */
    private ConnectorReport undoAndSetOut(Assignment assignment, Journey journey) {
        ConnectorReport undone = travel(assignment, journey);
        if (!(undone.outcome() instanceof Undone)) {
            return undone;
        }
        assignment.lookAgain();
        assignment.check(environment);
        return assignment.mayGoOn() ? travel(assignment, Journey.begin()) : assignment.report(new Refused());
    }

    private ConnectorReport travel(Assignment assignment, Journey start) {
        Move move = assignment.survey().move();
        Passage passage = environment.passage(
                Course.there(move.target(), environment.clock()),
                move,
                start.there(),
                assignment.logbook(),
                start::withThere);
        Passage.End end = passage.travel();
        Journey reached = start.withThere(passage.progress());
        return switch (end) {
            case ARRIVED -> {
                assignment.conclude(reached.in(Journey.Phase.MOVED));
                yield assignment.report(new Moved(passage.progress().movedOn()), passage);
            }
            case UNDONE -> {
                assignment.conclude(reached.in(Journey.Phase.UNDONE));
                yield assignment.report(new Undone(passage.failedAt()), passage);
            }
            case STRANDED -> assignment.report(new Unfinished(passage.failedAt()), passage);
        };
    }
}
