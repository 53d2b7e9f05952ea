package io.connectmigrator.migration.internal.run;

import io.connectmigrator.internal.Waiting;
import io.connectmigrator.migration.internal.step.StepAction;
import io.connectmigrator.report.MigrationStep;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Steps that are made one after the other, since each relies on the one before it, and independently of other chains. */
final class StepChain {

    private final MigrationStep kind;
    private final Deque<StepAction> actions;
    private final Waiting waiting;
    private @Nullable StepExecution current;
    private Waiting.Deadline due;

    StepChain(List<StepAction> actions, Waiting waiting) {
        this.kind = actions.get(0).step();
        this.actions = new ArrayDeque<>(actions);
        this.waiting = waiting;
        this.due = waiting.deadline(Duration.ZERO);
    }

    /** {@return the first step that it undoes} Chains that begin alike do not wait for each other. */
    MigrationStep kind() {
        return kind;
    }

    boolean isThrough() {
        return actions.isEmpty();
    }

    /** {@return the step under way, which begins now if the one before it has ended} */
    StepExecution current(Function<StepAction, StepExecution> begin) {
        StepExecution run = current == null ? begin.apply(actions.element()) : current;
        current = run;
        return run;
    }

    /** {@return whether there is something to do now} */
    boolean isDue() {
        return !isThrough() && pause().isZero();
    }

    /** {@return the step under way, if one has begun} */
    Optional<StepExecution> begun() {
        return Optional.ofNullable(current);
    }

    /** The step under way has ended. */
    void next() {
        actions.remove();
        current = null;
    }

    /** There is nothing to do for so long. */
    void pause(Duration pause) {
        due = waiting.deadline(pause);
    }

    /** Other moves of the unit have come further. */
    void lookAgain() {
        if (current != null && current.waitsForUnit()) {
            pause(Duration.ZERO);
        }
    }

    Duration pause() {
        return due.remaining();
    }
}
