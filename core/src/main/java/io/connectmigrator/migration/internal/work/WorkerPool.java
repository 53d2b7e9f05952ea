package io.connectmigrator.migration.internal.work;

import io.connectmigrator.internal.Scheduler;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that do the work of a migrator. Waiting for something to change takes none of them: only requests and
 * hooks do, for as long as they take. Thread-safe.
 */
public final class WorkerPool implements Executor {

    /** This many threads, so that requests that are slow do not hold each other up; they are made only when they are needed. */
    private static final int MOST_THREADS = 64;

    private static final Duration IDLE = Duration.ofSeconds(5);

    private final Executor executor;
    private final Scheduler scheduler;

    public WorkerPool(Executor executor, Scheduler scheduler) {
        this.executor = executor;
        this.scheduler = scheduler;
    }

    /** {@return a pool that works on the threads of the caller's executor, and on threads of its own if that fails} */
    public static WorkerPool borrowing(Executor lender, Executor own, Scheduler scheduler) {
        return new WorkerPool(new FallbackExecutor(lender, own, scheduler), scheduler);
    }

    /** {@return a pool that makes a thread when none is idle, and ends those that have been idle for a while} */
    public static Executor threads(String name, boolean daemon) {
        Line line = new Line();
        return new ThreadPoolExecutor(
                0,
                MOST_THREADS,
                IDLE.toSeconds(),
                TimeUnit.SECONDS,
                line,
                numbered(name, daemon),
                (task, pool) -> line.join(task));
    }

    /** A pool makes no thread as long as tasks can line up, so they can only once there are as many as there may be. */
    private static final class Line extends LinkedTransferQueue<Runnable> {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean offer(Runnable task) {
            return tryTransfer(task);
        }

        void join(Runnable task) {
            super.offer(task);
        }
    }

    private static ThreadFactory numbered(String name, boolean daemon) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + number.incrementAndGet());
            thread.setDaemon(daemon);
            return thread;
        };
    }

    /** {@return what is complete when the task is, with what it has thrown if it has} */
    public CompletableFuture<Void> drive(ResumableTask resumable) {
        CompletableFuture<Void> through = new CompletableFuture<>();
        execute(() -> turn(resumable, through));
        return through;
    }

    /** {@return what is complete when all of them are; fails if one of them did} */
    public static CompletableFuture<Void> all(Collection<? extends CompletableFuture<?>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
    }

    private void turn(ResumableTask resumable, CompletableFuture<Void> through) {
        Optional<Duration> pause;
        try {
            pause = resumable.run();
        } catch (Throwable e) {
            through.completeExceptionally(e);
            return;
        }
        if (pause.isEmpty()) {
            through.complete(null);
            return;
        }
        scheduler.schedule(pause.get(), () -> execute(() -> turn(resumable, through)));
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }
}
