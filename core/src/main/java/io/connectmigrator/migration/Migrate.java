package io.connectmigrator.migration;

import io.connectmigrator.migration.MigrationOutcome.Moved;
import io.connectmigrator.migration.MigrationOutcome.Undone;
import io.connectmigrator.migration.MigrationOutcome.Unfinished;
import java.util.Optional;

/** Moves a connector to the target, from wherever an earlier call has left it. */
final class Migrate implements Verb {

    private final Environment environment;

    Migrate(Environment environment) {
        this.environment = environment;
    }

    @Override
    public ConnectorReport carryOut(Assignment assignment) {
        Journeys journeys = environment.journeys();
        Optional<Journey> known = journeys.find(assignment.key());
        if (known.isPresent() && known.get().phase() == Journey.Phase.MOVED) {
            return assignment.report(new Moved(known.get().there().movedOn()));
        }
        if (known.isPresent() && known.get().there().undoing()) {
            ConnectorReport undone = travel(assignment, known.get());
            if (!(undone.outcome() instanceof Undone)) {
                return undone;
            }
            return travel(assignment, Journey.begin());
        }
        return travel(assignment, known.orElseGet(Journey::begin));
    }

    private ConnectorReport travel(Assignment assignment, Journey start) {
        Journeys journeys = environment.journeys();
        Passage passage = environment.passage(
                Course.there(environment.clock()),
                assignment.survey().move(),
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
