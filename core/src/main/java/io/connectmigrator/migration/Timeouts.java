package io.connectmigrator.migration;

import java.time.Duration;

/**
 * How long something may take.
 *
 * @param stop until a connector is at rest
 * @param start every other step
 * @param hearing until the listeners of a run have heard its last event
 */
record Timeouts(Duration stop, Duration start, Duration hearing) {

    static final Timeouts DEFAULT = new Timeouts(Duration.ofMinutes(2), Duration.ofMinutes(2), Duration.ofSeconds(10));

    Duration of(MigrationStep step) {
        return step == MigrationStep.QUIESCE ? stop : start;
    }
}
