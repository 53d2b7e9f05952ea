package io.connectmigrator.migration.internal.run;

import io.connectmigrator.internal.Waiting;
import io.connectmigrator.migration.internal.step.Step;
import io.connectmigrator.migration.internal.step.StepAction;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Steps that are undone one after the other, since each relies on the one before it, and independently of other chains. */
final class UndoChain {

    private final Deque<StepAction> actions;
    private final Waiting waiting;
    private @Nullable StepExecution current;
    private Waiting.Deadline due;

    UndoChain(List<Step> steps, Waiting waiting) {
        this.actions = new ArrayDeque<>(steps.stream().map(StepAction::undo).toList());
        this.waiting = waiting;
        this.due = waiting.deadline(Duration.ZERO);
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

    /** The step under way has ended. */
    void next() {
        actions.remove();
        current = null;
    }

    /** There is nothing to do for so long. */
    void pause(Duration pause) {
        due = waiting.deadline(pause);
    }

    Duration pause() {
        return due.remaining();
    }
}
