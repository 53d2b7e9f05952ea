package io.connectmigrator.migration;

import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.StepReport;
import java.time.Duration;

/**
 * How long something may take.
 *
 * @param stop until a connector is at rest
 * @param start every other step
 * @param undo until the source is in the state that it had
 * @param pending how long a worker may still be at work on what a process that died has asked for
 * @param settling how long a target that has not committed anything is looked at after its start
 * @param hearing until the listeners of a run have heard its last event
 */
record Timeouts(Duration stop, Duration start, Duration undo, Duration pending, Duration settling, Duration hearing) {

    static final Timeouts DEFAULT = new Timeouts(
            Duration.ofMinutes(2),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            PendingWrites.LONGEST,
            Duration.ofSeconds(3),
            Duration.ofSeconds(10));

    Duration of(Leg leg) {
        if (leg.direction() == StepReport.Direction.FORTH) {
            return leg.step() == MigrationStep.QUIESCE ? stop : start;
        }
        // The others first wait until what is still under way on the target can no longer be done.
        return leg.step() == MigrationStep.QUIESCE ? undo : start.plus(pending);
    }
}
