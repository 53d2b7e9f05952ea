package io.connectmigrator.plan.internal;

import io.connectmigrator.plan.SourceRestart;
import io.connectmigrator.plan.TargetFailure;
import java.time.Duration;

/**
 * How connectors that have moved are watched.
 *
 * @param duration for how long after their end; zero for not at all
 * @param onSourceRestart what to do when the source runs again
 * @param onTargetFailure what to do when the target fails
 */
public record WatchPolicy(Duration duration, SourceRestart onSourceRestart, TargetFailure onTargetFailure) {

    static final WatchPolicy NONE = new WatchPolicy(Duration.ZERO, SourceRestart.STOP_AGAIN, TargetFailure.REPORT);

    public WatchPolicy lasting(Duration time) {
        return new WatchPolicy(time, onSourceRestart, onTargetFailure);
    }

    public WatchPolicy on(SourceRestart restart) {
        return new WatchPolicy(duration, restart, onTargetFailure);
    }

    public WatchPolicy on(TargetFailure failure) {
        return new WatchPolicy(duration, onSourceRestart, failure);
    }
}
