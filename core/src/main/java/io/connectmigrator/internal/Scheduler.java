package io.connectmigrator.internal;

import java.time.Duration;

/**
 * Runs tasks after a delay. All tasks of a scheduler share one thread, so a task must neither block nor call foreign code;
 * it hands work over to an executor.
 */
@FunctionalInterface
public interface Scheduler {

    /** Runs a task once, after the delay. */
    Scheduled schedule(Duration delay, Runnable task);

    /** A scheduled task. */
    @FunctionalInterface
    interface Scheduled {

        /** Cancels the task, unless it has begun. */
        void cancel();
    }
}
