package io.connectmigrator.internal;

import java.time.Duration;

/**
 * Runs tasks after a delay. All tasks of a scheduler share one thread, so a task must not block and must not call foreign
 * code: it hands work over to an executor.
 */
@FunctionalInterface
public interface Scheduler {

    /** Runs a task once, after the delay. */
    Scheduled schedule(Duration delay, Runnable task);

    /** A task that has not run yet, or has. */
    @FunctionalInterface
    interface Scheduled {

        /** Keeps the task from running, unless it has begun. */
        void cancel();
    }
}
