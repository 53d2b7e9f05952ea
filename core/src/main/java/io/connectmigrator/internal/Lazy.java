package io.connectmigrator.internal;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is computed once, or its failure, which is kept as well: a dead cluster is not asked twice. Thread-safe; a second caller
 * waits for the first.
 */
public final class Lazy<T> implements Supplier<T> {

    private final Supplier<T> question;
    private final boolean keepsFailure;

    /** Not a monitor, which would pin a virtual thread for as long as a request takes. */
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable T answer;
    private @Nullable RuntimeException failure;

    public Lazy(Supplier<T> question) {
        this(question, true);
    }

    private Lazy(Supplier<T> question, boolean keepsFailure) {
        this.question = question;
        this.keepsFailure = keepsFailure;
    }

    /** {@return a value whose failure is not kept, for what is asked again until it is answered} */
    public static <T> Lazy<T> untilAnswered(Supplier<T> question) {
        return new Lazy<>(question, false);
    }

    @Override
    public T get() {
        lock.lock();
        try {
            return answer();
        } finally {
            lock.unlock();
        }
    }

    private T answer() {
        if (failure != null) {
            throw failure;
        }
        T known = answer;
        if (known != null) {
            return known;
        }
        try {
            T fresh = question.get();
            answer = fresh;
            return fresh;
        } catch (RuntimeException e) {
            failure = keepsFailure ? e : null;
            throw e;
        }
    }
}
