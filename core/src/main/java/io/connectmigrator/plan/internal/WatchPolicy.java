package io.connectmigrator.plan.internal;

import io.connectmigrator.plan.SourceRestart;
import io.connectmigrator.plan.TargetFailure;
import java.time.Duration;

/**
 * How connectors that have moved are watched.
 *
 * @param duration for how long after their end; zero for not at all, negative if the plan does not say
 * @param onSourceRestart what to do when the source runs again
 * @param onTargetFailure what to do when the target fails
 */
public record WatchPolicy(Duration duration, SourceRestart onSourceRestart, TargetFailure onTargetFailure) {

    /** Longer than the two minutes after which Strimzi's operator looks at all its connectors again. */
    private static final Duration INTERVAL_OF_OPERATOR = Duration.ofSeconds(130);

    static final WatchPolicy DEFAULT =
            new WatchPolicy(Duration.ofNanos(-1), SourceRestart.STOP_AGAIN, TargetFailure.REPORT);

    public WatchPolicy lasting(Duration time) {
        return new WatchPolicy(time, onSourceRestart, onTargetFailure);
    }

    /** {@return the same, with a duration in any case: where an operator may own the connectors, they are watched unless the plan says not to} */
    public WatchPolicy known(boolean isOperated) {
        return duration.isNegative() ? lasting(isOperated ? INTERVAL_OF_OPERATOR : Duration.ZERO) : this;
    }

    public WatchPolicy on(SourceRestart restart) {
        return new WatchPolicy(duration, restart, onTargetFailure);
    }

    public WatchPolicy on(TargetFailure failure) {
        return new WatchPolicy(duration, onSourceRestart, failure);
    }
}
