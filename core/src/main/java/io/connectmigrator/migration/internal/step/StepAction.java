package io.connectmigrator.migration.internal.step;

import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.migration.internal.work.Timeouts;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.StepReport.Direction;
import java.time.Duration;

/**
 * A step of one move that is done or undone.
 *
 * @param implementation the step
 * @param direction whether it is done or undone
 * @param move the index of the move in its unit
 */
public record StepAction(Step implementation, Direction direction, int move) {

    public static StepAction forward(Step step, int move) {
        return new StepAction(step, Direction.FORWARD, move);
    }

    /** {@return what undoes it} */
    StepAction undone() {
        return new StepAction(implementation, Direction.UNDO, move);
    }

    public MigrationStep step() {
        return implementation.name();
    }

    /** Does, or undoes, the next part of the step. */
    public StepResult perform(Move move, Progress progress) {
        return direction == Direction.FORWARD
                ? implementation.advance(move, progress)
                : implementation.undo(move, progress);
    }

    /** {@return how long it may take} */
    public Duration timeout(Timeouts timeouts) {
        return direction == Direction.FORWARD ? implementation.timeout(timeouts) : implementation.undoTimeout(timeouts);
    }

    /** {@return the action in words, such as {@code undo prepare}} */
    @Override
    public String toString() {
        return direction == Direction.UNDO ? "undo " + step() : step().toString();
    }
}
