package io.connectmigrator.lint;

import java.util.Optional;

/**
 * What the workers of a Connect cluster tell of their own configuration when they validate a config.
 *
 * @param exactlyOnce whether they have exactly-once support for sources ({@code exactly.once.source.support}); empty if not known
 * @param overrides whether a connector may override the settings of clients ({@code connector.client.config.override.policy}); empty if
 *     not known
 */
public record WorkerSettings(Optional<Boolean> exactlyOnce, Optional<Boolean> overrides) {

    /** Workers that have not told. */
    public static final WorkerSettings UNKNOWN = new WorkerSettings(Optional.empty(), Optional.empty());

    boolean hasExactlyOnce() {
        return exactlyOnce.orElse(false);
    }

    boolean lacksExactlyOnce() {
        return exactlyOnce.isPresent() && !exactlyOnce.get();
    }

    boolean refusesOverrides() {
        return overrides.isPresent() && !overrides.get();
    }
}
