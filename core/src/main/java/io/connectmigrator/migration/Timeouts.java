package io.connectmigrator.migration;

import java.time.Duration;

/** How long the steps may take. */
record Timeouts(Duration stop, Duration start) {

    static final Timeouts DEFAULT = new Timeouts(Duration.ofMinutes(2), Duration.ofMinutes(2));

    Duration of(MigrationStep step) {
        return step == MigrationStep.QUIESCE ? stop : start;
    }
}
