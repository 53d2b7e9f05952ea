package io.connectmigrator.migration.internal.run;

import io.connectmigrator.internal.Backoff;
import io.connectmigrator.internal.Waiting;
import io.connectmigrator.migration.internal.connector.Condition;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.migration.internal.work.ChangeDurations;
import io.connectmigrator.migration.internal.work.Polling;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A condition that a step waits for, the pauses between the looks at it, and what the move has reached once it holds. Belongs to one
 * thread at a time.
 */
final class AwaitedCondition {

    /** Each look takes some requests, and no connector is down meanwhile. */
    private static final Duration FIRST_WATCH = Duration.ofMillis(200);

    private final Condition condition;
    private final UnaryOperator<Progress> then;
    private final boolean endsStep;
    private final Waiting waiting;
    private final Polling polling;
    private final @Nullable Backoff watching;

    /**
     * Begins to wait.
     *
     * @param then what the move has reached once the condition holds
     * @param endsStep whether the step is complete then
     */
    AwaitedCondition(
            Condition condition,
            UnaryOperator<Progress> then,
            boolean endsStep,
            ChangeDurations changeDurations,
            Waiting waiting) {
        this.condition = condition;
        this.then = then;
        this.endsStep = endsStep;
        this.waiting = waiting;
        this.polling = changeDurations.polling(condition.kind(), waiting.nanoTime());
        this.watching = condition.isWatch() ? Backoff.between(FIRST_WATCH, RetryPolicy.GRACE) : null;
    }

    Condition condition() {
        return condition;
    }

    boolean endsStep() {
        return endsStep;
    }

    Duration pauseBeforeFirstLook() {
        return polling.beforeFirst();
    }

    /** {@return the pause after a look that did not show that the condition holds} */
    Duration pauseBetweenLooks() {
        return watching == null ? polling.next(waiting.nanoTime()) : watching.next();
    }

    /** Notes that the condition holds. {@return what the move has reached by that} */
    Progress reached(Progress before) {
        polling.seen(waiting.nanoTime());
        return then.apply(before);
    }
}
