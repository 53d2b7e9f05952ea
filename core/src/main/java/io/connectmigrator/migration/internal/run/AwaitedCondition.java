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

    /** What goes wrong soon is seen soon, and what does not takes few looks. */
    private static final Duration FIRST_OF_FEW = Duration.ofMillis(500);

    private final Condition condition;
    private final UnaryOperator<Progress> then;
    private final boolean endsStep;
    private final Waiting waiting;
    private final Polling polling;
    private final @Nullable Backoff watching;
    private final Waiting.@Nullable Deadline last;

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
        this.last = condition.longest().map(waiting::deadline).orElse(null);
        this.watching = condition.isWatch()
                ? Backoff.between(last == null ? FIRST_WATCH : FIRST_OF_FEW, RetryPolicy.GRACE)
                : null;
    }

    Condition condition() {
        return condition;
    }

    boolean endsStep() {
        return endsStep;
    }

    Duration pauseBeforeFirstLook() {
        return last == null ? polling.beforeFirst() : pauseBetweenLooks();
    }

    /** {@return the pause after a look that did not show that the condition holds} */
    Duration pauseBetweenLooks() {
        if (watching == null) {
            return polling.next(waiting.nanoTime());
        }
        Duration pause = watching.next();
        Duration left = last == null ? Duration.ZERO : last.remaining();
        return left.isZero() || pause.compareTo(left) < 0 ? pause : left;
    }

    /** Notes that the condition holds. {@return what the move has reached by that} */
    Progress reached(Progress before) {
        polling.seen(waiting.nanoTime());
        return then.apply(before);
    }
}
