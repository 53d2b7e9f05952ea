package io.connectmigrator.migration.internal.work;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.error.InterruptedWaitException;
import io.connectmigrator.report.internal.Failures;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Reads that do not depend on each other, made at the same time. What no thread has begun to read by the time it is needed is read by the
 * thread that needs it, so however few threads the executor has, none waits for another one to become free. Thread-safe.
 */
public final class ConcurrentReads {

    private final Executor executor;

    public ConcurrentReads(Executor executor) {
        this.executor = executor;
    }

    /** Begins to read. {@return waits for the answer, and throws what the read has thrown} */
    public <T> Supplier<T> begin(Supplier<T> read) {
        FutureTask<T> task = new FutureTask<>(read::get);
        executor.execute(task);
        return () -> answer(task);
    }

    /** Begins to look whether something holds. {@return waits for the answer, and throws what the look has thrown} */
    public Runnable beginToRequire(Runnable look) {
        Supplier<Boolean> holds = begin(() -> {
            look.run();
            return true;
        });
        return () -> {
            boolean unused = holds.get();
        };
    }

    private static <T> T answer(FutureTask<T> task) {
        // Does nothing if it has been begun.
        task.run();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw Failures.unchecked(requireNonNull(e.getCause(), "cause"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedWaitException("interrupted while waiting for an answer", e);
        }
    }
}
