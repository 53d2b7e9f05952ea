package io.connectmigrator.migration.internal.connector;

import java.time.Duration;
import java.util.Optional;

/** A condition of which is said how it is to be looked at. */
record MarkedCondition(
        Condition condition, Optional<String> kind, boolean isWatch, Optional<Duration> longest, boolean isOfUnit)
        implements Condition {

    @Override
    public Optional<String> missing() {
        return condition.missing();
    }
}
