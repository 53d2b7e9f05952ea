package io.connectmigrator.offset;

import static java.util.Objects.requireNonNull;

/**
 * Something about stored offsets that their owner should know, because it makes Connect behave in ways that no one
 * expects.
 *
 * @param kind what it is
 * @param message what was found, and where
 * @param remedy what to do about it
 */
public record OffsetFinding(Kind kind, String message, String remedy) {

    /** What was found. */
    public enum Kind {
        /** Two keys of one partition: REST lists the one, the tasks may be using the other. */
        SHADOW_KEY,
        /** A key in two partitions of the offset topic: which of them counts changes from one start of a worker to the next. */
        KEY_IN_TWO_PARTITIONS,
        /** A key in another partition of the offset topic than a worker would write it to now, as after the topic grew. */
        KEY_IN_OTHER_PARTITION,
        /** Keys in a shape that only workers before 3.0 wrote. */
        OLD_KEY,
        /** Keys that are no offsets of a connector. */
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
        return kind + ": " + message + ". " + remedy;
    }
}
