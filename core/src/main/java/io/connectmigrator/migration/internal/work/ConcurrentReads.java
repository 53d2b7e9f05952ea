package io.connectmigrator.migration.internal.work;

import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Reads that do not depend on each other, made at the same time as {@linkplain EarlyTask early tasks}. Thread-safe. */
public final class ConcurrentReads {

    private final Executor executor;

    public ConcurrentReads(Executor executor) {
        this.executor = executor;
    }

    /** Begins to read. {@return waits for the answer, and throws what the read has thrown} */
    public <T> Supplier<T> begin(Supplier<T> read) {
        return EarlyTask.offer(read, executor)::getUnlessInterrupted;
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
}
