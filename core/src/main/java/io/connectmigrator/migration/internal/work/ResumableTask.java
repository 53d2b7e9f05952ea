package io.connectmigrator.migration.internal.work;

import java.time.Duration;
import java.util.Optional;

/** Something that is done in turns. Between two of them it needs no thread. For one thread at a time. */
@FunctionalInterface
public interface ResumableTask {

    /** Does what can be done now. {@return for how long there is nothing to do; empty when there is nothing left} */
    Optional<Duration> turn();
}
