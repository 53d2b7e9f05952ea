package io.connectmigrator.migration;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** For how long a connector that ran may be down before the target is resumed; null for as long as the steps take. */
record DowntimeBudget(@Nullable Duration most, Clock clock) {

    /**
     * Does some work, which is broken off when the budget is used up.
     *
     * @throws StepFailedException if it is used up
     */
    <T> T keep(Progress progress, Breakable breakable, Supplier<T> work) {
        if (most == null || progress.downSince() == null || progress.targetResumed() || progress.undoing()) {
            return work.get();
        }
        Duration left = most.minus(Duration.between(progress.downSince(), clock.instant()));
        if (left.isNegative() || left.isZero()) {
            throw new StepFailedException(usedUp(most));
        }
        CompletableFuture<Void> finished = new CompletableFuture<>();
        finished.orTimeout(left.toNanos(), TimeUnit.NANOSECONDS).exceptionally(late -> {
            breakable.breakOff(usedUp(most));
            return null;
        });
        try {
            return work.get();
        } finally {
            finished.complete(null);
        }
    }

    private static Problem usedUp(Duration most) {
        return Problem.error(
                ProblemCode.DOWNTIME_EXCEEDED,
                "the target was not resumed within the " + most.toMillis() + " ms for which the connector may be down",
                "Look which step took long, or allow more with downtimeBudget(…)");
    }
}
