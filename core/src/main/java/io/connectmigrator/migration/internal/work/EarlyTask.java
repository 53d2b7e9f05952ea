package io.connectmigrator.migration.internal.work;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.error.InterruptedWaitException;
import io.connectmigrator.report.internal.Failures;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Work that is offered to other threads before it is needed. What no thread has begun by then is done by the thread that needs it, so
 * however few threads the executor has, none waits for another one to become free. Thread-safe.
 */
public final class EarlyTask<T> {

    private final Supplier<T> work;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<T> outcome = new CompletableFuture<>();

    private EarlyTask(Supplier<T> work) {
        this.work = work;
    }

    /** {@return work that the executor may begin from now on} */
    public static <T> EarlyTask<T> offer(Supplier<T> work, Executor executor) {
        EarlyTask<T> task = new EarlyTask<>(work);
        executor.execute(task::doOnce);
        return task;
    }

    private void doOnce() {
        if (begun.compareAndSet(false, true)) {
            try {
                outcome.complete(work.get());
            } catch (Throwable e) {
                outcome.completeExceptionally(e);
            }
        }
    }

    /** Keeps it from being begun. {@return whether no thread has begun it, so that none will} */
    public boolean withdraw() {
        return begun.compareAndSet(false, true);
    }

    /** {@return what comes of it} Waits for a thread that has begun it, also if it is interrupted, and throws what the work has thrown. */
    public T get() {
        doOnce();
        try {
            return outcome.join();
        } catch (CompletionException e) {
            throw Failures.unchecked(requireNonNull(e.getCause(), "cause"));
        }
    }

    /**
     * {@return what comes of it} Throws what the work has thrown.
     *
     * @throws InterruptedWaitException if the thread is interrupted before a thread that has begun it is through
     */
    T getUnlessInterrupted() {
        doOnce();
        try {
            return outcome.get();
        } catch (ExecutionException e) {
            throw Failures.unchecked(requireNonNull(e.getCause(), "cause"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedWaitException("interrupted while waiting for an answer", e);
        }
    }
}
