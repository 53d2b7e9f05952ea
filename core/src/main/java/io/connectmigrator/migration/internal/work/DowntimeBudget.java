package io.connectmigrator.migration.internal.work;

import io.connectmigrator.internal.Waiting;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** For how long a connector that ran may be down before the target is resumed. For one connector in one call. */
public final class DowntimeBudget {

    /** Far longer than the move of a connector takes that polls every few seconds, and about as long as until a team is paged. */
    public static final Duration DEFAULT = Duration.ofMinutes(1);

    private final Duration most;
    private final Waiting waiting;
    private @Nullable Instant downSince;
    private Waiting.Deadline end;

    /** {@return one that is never used up: for a connector that is down already, and would be so again if it were undone} */
    public static DowntimeBudget unlimited(Waiting waiting) {
        return new DowntimeBudget(Duration.ofDays(10_000), waiting);
    }

    public DowntimeBudget(Duration most, Waiting waiting) {
        this.most = most;
        this.waiting = waiting;
        this.end = waiting.deadline(most);
    }

    /**
     * {@return the moment when the budget is used up; far ahead if it does not count now} Wall clocks are set, so only the time that
     * passed before this call is taken from one.
     *
     * @param since since when the connector is down; null if it is not, or if that no longer counts
     */
    public Waiting.Deadline end(@Nullable Instant since, Instant now) {
        if (since == null) {
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
    public Problem usedUp(@Nullable String missing) {
        return Problem.error(
                ProblemCode.DOWNTIME_EXCEEDED,
                "the target was not resumed within the " + most + " for which the connector may be down"
                        + (missing == null ? "" : ": " + missing),
                "Look which step took long, or allow more with downtimeBudget(…)");
    }
}
