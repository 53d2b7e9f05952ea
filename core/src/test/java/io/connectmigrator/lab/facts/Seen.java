package io.connectmigrator.lab.facts;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares what was seen with what was expected. */
final class Seen {

    private Seen() {}

    /** Fails with what was seen unless it is so. */
    static void that(boolean expected, String seen) {
        if (!expected) {
            throw new AssertionError(seen);
        }
    }

    static void equal(@Nullable Object expected, @Nullable Object seen, String what) {
        that(Objects.equals(expected, seen), what + ": " + seen + " instead of " + expected);
    }

    /** The answer has that status and its message contains the text. */
    static void answer(FactsAnswer answer, int status, String text) {
        that(answer.status() == status && answer.message().contains(text), "answered " + answer);
    }
}
