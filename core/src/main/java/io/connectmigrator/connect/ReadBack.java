package io.connectmigrator.connect;

import org.jspecify.annotations.Nullable;

/**
 * What reading saw of a write whose answer was lost.
 *
 * @param value what the write would have returned, or null if it has not been done
 * @param refusal why it cannot be done any more, or null
 * @param hasToLast whether a worker that does not know the latest would show the same, so that it counts only if it is
 *     seen for a while
 * @param seen the state in words
 */
record ReadBack<T>(@Nullable T value, @Nullable ConnectClientException refusal, boolean hasToLast, String seen) {

    static <T> ReadBack<T> done(T value) {
        return new ReadBack<>(value, null, false, "it has been done");
    }

    /** {@return what looks as if it had been done, and may only be what was there before} */
    static <T> ReadBack<T> doneIfItLasts(T value) {
        return new ReadBack<>(value, null, true, "it seems to have been done");
    }

    static <T> ReadBack<T> notDone(String seen) {
        return new ReadBack<>(null, null, false, seen);
    }

    /** {@return what looks as if the write could not be done any more} */
    static <T> ReadBack<T> refusedIfItLasts(ConnectClientException refusal) {
        return new ReadBack<>(null, refusal, true, String.valueOf(refusal.getMessage()));
    }

    /** {@return what is seen of a write that returns nothing} */
    static ReadBack<Boolean> of(boolean done, String otherwise) {
        return done ? done(Boolean.TRUE) : notDone(otherwise);
    }

    /**
     * {@return this}
     *
     * @throws ConnectClientException if the write cannot be done any more
     */
    ReadBack<T> orRefusal() {
        if (refusal != null) {
            throw refusal;
        }
        return this;
    }
}
