package io.connectmigrator.kafka.crash;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The result of one attempt.
 *
 * @param points the chosen point, if it was reached, and the number of points
 * @param failure the failure, or null
 */
record AttemptResult(
        Scenario scenario,
        Points points,
        Duration took,
        @Nullable String failure) {

    boolean failed() {
        return failure != null;
    }

    @Override
    public String toString() {
        return scenario + ", " + points + (failure == null ? "" : ": " + failure);
    }
}
