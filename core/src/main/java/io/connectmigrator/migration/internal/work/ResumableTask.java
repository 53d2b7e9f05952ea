package io.connectmigrator.migration.internal.work;

import java.time.Duration;
import java.util.Optional;

/** A task that runs in parts and needs no thread between two of them. For one thread at a time. */
@FunctionalInterface
public interface ResumableTask {

    /** Runs as far as it can now. {@return for how long there is nothing to do; empty once it has ended} */
    Optional<Duration> run();
}
