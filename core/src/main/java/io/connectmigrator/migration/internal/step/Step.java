package io.connectmigrator.migration.internal.step;

import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.migration.internal.work.Timeouts;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.internal.StepFailedException;
import java.time.Duration;

/**
 * One step of a migration, and how it is undone. {@link StepSequence} lists the steps in the order in which they are done and undone. A
 * step looks at the clusters before it acts, so it can be entered again after it was left at any point; all it knows from before is
 * the progress, which is saved whenever it returns. It never waits: what it waits for is a condition in its result.
 */
public interface Step {

    /** {@return which step it is} */
    MigrationStep name();

    /**
     * Does the step, or the next part of it.
     *
     * @throws StepFailedException if the migration cannot go on
     */
    StepResult advance(Move move, Progress progress);

    /** {@return how long the step may take} */
    default Duration timeout(Timeouts timeouts) {
        return timeouts.start();
    }

    /** {@return how long it may take to undo the step} Writes that are still under way on the target are waited for first. */
    default Duration undoTimeout(Timeouts timeouts) {
        return timeouts.start().plus(timeouts.pending());
    }

    /**
     * Takes back what the step did, or may have done. Called for every step that may have begun.
     *
     * @throws StepFailedException if it cannot be taken back
     */
    default StepResult undo(Move move, Progress progress) {
        return StepResult.done(progress);
    }
}
