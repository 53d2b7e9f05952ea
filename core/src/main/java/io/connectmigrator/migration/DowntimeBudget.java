package io.connectmigrator.migration;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** For how long a connector that ran may be down before the target is resumed; null for as long as the steps take. */
record DowntimeBudget(@Nullable Duration most, Clock clock) {

    /**
     * Does some work, and interrupts it when the budget is used up.
     *
     * @throws StepFailedException if it is used up
     */
    <T> T keep(Progress progress, Supplier<T> work) {
        if (most == null || progress.downSince() == null || progress.targetResumed() || progress.undoing()) {
            return work.get();
        }
        Duration left = most.minus(Duration.between(progress.downSince(), clock.instant()));
        if (left.isNegative() || left.isZero()) {
            throw usedUp(most);
        }
        Alarm alarm = Alarm.in(left);
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw alarm.hasRung() ? usedUp(most) : e;
        } finally {
            alarm.turnOff();
        }
    }

    private static StepFailedException usedUp(Duration most) {
        return new StepFailedException(Problem.error(
                ProblemCode.DOWNTIME_EXCEEDED,
                "the target was not resumed within the " + most.toMillis() + " ms for which the connector may be down",
                "Look which step took long, or allow more with downtimeBudget(…)"));
    }
}
