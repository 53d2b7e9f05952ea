package io.connectmigrator.migration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** For how long a connector that ran may be down before the target is resumed; null for as long as the steps take. */
record DowntimeBudget(@Nullable Duration most, Clock clock) {

    /** @throws StepFailedException if it is used up */
    void requireLeft(Progress progress) {
        Instant since = progress.downSince();
        if (most == null || since == null || progress.targetResumed() || progress.undoing()) {
            return;
        }
        Duration down = Duration.between(since, clock.instant());
        if (down.compareTo(most) > 0) {
            throw new StepFailedException(Problem.error(
                    ProblemCode.DOWNTIME_EXCEEDED,
                    "the connector was down for " + down.toMillis() + " ms, and may be for " + most.toMillis(),
                    "Look which step took long, or allow more with downtimeBudget(…)"));
        }
    }
}
