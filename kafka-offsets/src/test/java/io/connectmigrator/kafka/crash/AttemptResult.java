package io.connectmigrator.kafka.crash;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one trial went.
 *
 * @param points the point that was chosen, if it was come to, and how many there were
 * @param failure what was wrong, or null
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
