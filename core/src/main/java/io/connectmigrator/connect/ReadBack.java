package io.connectmigrator.connect;

import org.jspecify.annotations.Nullable;

/**
 * What a read shows of a write whose answer was lost.
 *
 * @param value the result of the write, or null if it has not been done
 * @param refusal the exception if it can no longer be done, or null
 * @param hasToLast whether a worker that is not up to date would show the same, so that it counts only if it lasts
 * @param seen the state in words
 */
record ReadBack<T>(@Nullable T value, @Nullable ConnectClientException refusal, boolean hasToLast, String seen) {

    static <T> ReadBack<T> done(T value) {
        return new ReadBack<>(value, null, false, "it has been done");
    }

    /** {@return a state in which the write seems to be done, but which may be that before it} */
    static <T> ReadBack<T> doneIfItLasts(T value) {
        return new ReadBack<>(value, null, true, "it seems to have been done");
    }

    static <T> ReadBack<T> notDone(String seen) {
        return new ReadBack<>(null, null, false, seen);
    }

    /** {@return a state in which the write can no longer be done} */
    static <T> ReadBack<T> refusedIfItLasts(ConnectClientException refusal) {
        return new ReadBack<>(null, refusal, true, String.valueOf(refusal.getMessage()));
    }

    /** {@return the state of a write that returns nothing} */
    static ReadBack<Boolean> of(boolean done, String otherwise) {
        return done ? done(Boolean.TRUE) : notDone(otherwise);
    }

    /**
     * {@return this}
     *
     * @throws ConnectClientException if the write can no longer be done
     */
    ReadBack<T> orRefusal() {
        if (refusal != null) {
            throw refusal;
        }
        return this;
    }
}
