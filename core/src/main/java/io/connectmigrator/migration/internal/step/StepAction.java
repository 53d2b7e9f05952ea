package io.connectmigrator.migration.internal.step;

import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.migration.internal.work.Timeouts;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.StepReport.Direction;
import java.time.Duration;

/**
 * A step in one direction.
 *
 * @param step which step
 * @param direction whether it is done or taken back
 * @param part what does it
 */
public record StepAction(MigrationStep step, Direction direction, Part part) {

    /** Does a step, or takes it back. */
    @FunctionalInterface
    public interface Part {
        StepResult perform(Move move, Progress progress);
    }

    public static StepAction forward(Step step) {
        return new StepAction(step.name(), Direction.FORWARD, step::advance);
    }

    public static StepAction undo(Step step) {
        return new StepAction(step.name(), Direction.UNDO, step::undo);
    }

    /** {@return how long it may take} */
    public Duration timeout(Timeouts timeouts) {
        boolean isQuiesce = step == MigrationStep.QUIESCE;
        if (direction == Direction.FORWARD) {
            return isQuiesce ? timeouts.stop() : timeouts.start();
        }
        // The others first wait until what is still under way on the target can no longer be done.
        return isQuiesce ? timeouts.undo() : timeouts.start().plus(timeouts.pending());
    }

    /** {@return the action in words, such as {@code undo prepare}} */
    @Override
    public String toString() {
        return direction == Direction.UNDO ? "undo " + step : step.toString();
    }
}
