package io.connectmigrator.report;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.DurationText;
import io.connectmigrator.internal.Elapsed;
import java.time.Duration;
import java.time.Instant;

/**
 * The result of one step of one connector.
 *
 * @param step which step
 * @param direction whether it was done or undone
 * @param succeeded whether it succeeded
 * @param startedAt when it began, by the clock of the process that did it
 * @param took how long it took
 */
public record StepReport(MigrationStep step, Direction direction, boolean succeeded, Instant startedAt, Duration took) {

    /** Whether a step was done or undone. */
    public enum Direction {
        /** It was done. */
        FORWARD,
        /** It was undone. */
        UNDO
    }

    /**
     * Checks that every part is there. A negative duration becomes zero.
     *
     * @param step which step
     * @param direction whether it was done or undone
     * @param succeeded whether it succeeded
     * @param startedAt when it began
     * @param took how long it took
     */
    public StepReport {
        requireNonNull(step, "step");
        requireNonNull(direction, "direction");
        requireNonNull(startedAt, "startedAt");
        took = Elapsed.of(took);
    }

    /** {@return the step in a few words, such as {@code quiesce 84 ms} or {@code undo prepare 120 ms, failed}} */
    @Override
    public String toString() {
        return (direction == Direction.UNDO ? "undo " : "") + step + " " + DurationText.of(took)
                + (succeeded ? "" : ", failed");
    }
}
