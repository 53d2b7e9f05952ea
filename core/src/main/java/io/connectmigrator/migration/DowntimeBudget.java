package io.connectmigrator.migration;

import io.connectmigrator.internal.Waiting;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** For how long a connector that ran may be down before the target is resumed. For one connector in one call. */
final class DowntimeBudget {

    /** Far longer than a move takes whose connector polls every few seconds, and as long as a team bears before it is paged. */
    static final Duration DEFAULT = Duration.ofMinutes(1);

    private final Duration most;
    private final Waiting waiting;
    private @Nullable Instant downSince;
    private Waiting.Deadline end;

    DowntimeBudget(Duration most, Waiting waiting) {
        this.most = most;
        this.waiting = waiting;
        this.end = waiting.deadline(most);
    }

    /**
     * {@return the moment when the budget is used up; far ahead if it does not count now} Wall clocks are set, so only the time that
     * passed before this call is taken from one.
     */
    Waiting.Deadline end(Progress progress, Instant now) {
        Instant since = progress.downSince();
        if (since == null || progress.targetResumed() || progress.undoing()) {
            return waiting.never();
        }
        if (!since.equals(downSince)) {
            downSince = since;
            Duration passed = Duration.between(since, now);
            end = waiting.deadline(passed.isNegative() ? most : most.minus(passed));
        }
        return end;
    }

    /** {@return the problem that it is used up, with what was waited for last, if anything was} */
    Problem usedUp(@Nullable String missing) {
        return Problem.error(
                ProblemCode.DOWNTIME_EXCEEDED,
                "the target was not resumed within the " + most + " for which the connector may be down"
                        + (missing == null ? "" : ": " + missing),
                "Look which step took long, or allow more with downtimeBudget(…)");
    }
}
