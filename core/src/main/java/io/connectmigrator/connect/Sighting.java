package io.connectmigrator.connect;

import org.jspecify.annotations.Nullable;

/**
 * What reading saw of a write whose answer was lost.
 *
 * @param value what the write would have returned, or null if it has not been done
 * @param seen the state in words
 */
record Sighting<T>(@Nullable T value, String seen) {

    static <T> Sighting<T> done(T value) {
        return new Sighting<>(value, "it has been done");
    }

    static <T> Sighting<T> notDone(String seen) {
        return new Sighting<>(null, seen);
    }

    /** {@return what is seen of a write that returns nothing} */
    static Sighting<Boolean> of(boolean done, String otherwise) {
        return done ? done(Boolean.TRUE) : notDone(otherwise);
    }
}
