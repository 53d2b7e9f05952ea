package io.connectmigrator.migration;

import io.connectmigrator.internal.Waiting;
import java.time.Clock;
import java.util.function.Consumer;

/** What a migrator works with. */
record Environment(Clock clock, Waiting waiting, Timeouts timeouts, Journeys journeys) {

    Passage passage(Course course, Move move, Progress start, Consumer<Progress> save) {
        return new Passage(course, move, start, save, waiting, timeouts);
    }
}
