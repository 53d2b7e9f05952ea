package io.connectmigrator.offset;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.FullStop;

/**
 * A peculiarity of stored offsets that makes Connect behave unexpectedly.
 *
 * @param kind what it is
 * @param message what was found, and where
 * @param remedy what to do about it
 */
public record OffsetFinding(Kind kind, String message, String remedy) {

    /** What was found. */
    public enum Kind {
        /** Two keys of one partition: REST lists one of them, the tasks may use the other. */
        SHADOW_KEY,
        /** A key in two partitions of the offset topic: which one a worker uses may change each time it starts. */
        KEY_IN_TWO_PARTITIONS,
        /** A key in another partition of the offset topic than a worker would write it to now, such as after the topic grew. */
        KEY_IN_OTHER_PARTITION,
        /** Keys in a form that only workers before 3.0 wrote. */
        OLD_KEY,
        /** Keys that do not belong to offsets of a connector. */
        FOREIGN_KEY,
        /** The topic is not compacted, so offsets can expire. */
        NOT_COMPACTED
    }

    /**
     * Checks that every part is there.
     *
     * @param kind what it is
     * @param message what was found, and where
     * @param remedy what to do about it
     */
    public OffsetFinding {
        requireNonNull(kind, "kind");
        requireNonNull(message, "message");
        requireNonNull(remedy, "remedy");
    }

    @Override
    public String toString() {
        return kind + ": " + message + FullStop.after(message) + remedy;
    }
}
