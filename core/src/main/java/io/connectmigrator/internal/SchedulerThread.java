package io.connectmigrator.internal;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A scheduler with its own daemon thread, which ends while nothing is scheduled. The delayed executor of the JVM is not used,
 * since a task of another library that blocks there would delay all tasks. Thread-safe.
 */
public final class SchedulerThread implements Scheduler {

    private static final long IDLE_SECONDS = 5;

    /** Beyond that, times overflow. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private final ScheduledThreadPoolExecutor executor;

    /** Gives the thread this name. */
    public SchedulerThread(String name) {
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        executor.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        Duration limited = delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
        Future<?> future = executor.schedule(task, limited.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }
}
