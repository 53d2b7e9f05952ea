package io.connectmigrator.migration;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks once and remembers the answer, or the failure: asking a dead cluster twice helps nobody. Not thread-safe. */
final class Once<T> implements Supplier<T> {

    private final Supplier<T> question;
    private @Nullable T answer;
    private @Nullable RuntimeException failure;

    Once(Supplier<T> question) {
        this.question = question;
    }

    @Override
    public T get() {
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
            failure = e;
            throw e;
        }
    }
}
