package io.connectmigrator.offset;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.FullStop;

/**
 * What stands in the way of a translation of offsets, or makes it inexact.
 *
 * @param kind what it is
 * @param message what was found, and where
 * @param remedy what to do about it
 */
public record TranslationFinding(Kind kind, String message, String remedy) {

    /** What was found. */
    public enum Kind {

        /** A topic that the sink reads is not in the other cluster. */
        TOPIC_MISSING(true),

        /** A topic has other numbers of partitions in the two clusters, so that records are not where they were. */
        PARTITIONS_DIFFER(true),

        /** The next record of a partition is no longer in one of the clusters, or has never been. */
        RECORDS_EXPIRED(true),

        /** The mirror changes the records that it copies, so that they are not found. */
        RECORDS_CHANGED(true),

        /** A topic that a source has written has no copy in the other cluster, so that its records stay where they are. */
        TOPIC_LEFT_OUT(false),

        /** The mirror is far behind the sink. */
        MIRROR_BEHIND(false),

        /** The other cluster gives records timestamps of its own. */
        TIMESTAMPS_DIFFER(false),

        /** What the mirror notes of its own progress cannot be read, or is not there. */
        SYNCS_MISSING(false),

        /** What the mirror notes of its own progress is of other records than those that are there. */
        SYNCS_VOID(false),

        /** The consumer group of the sink has members in the other cluster. */
        GROUP_ACTIVE(true),

        /** The consumer group of the sink has offsets in the other cluster, or something there writes some. */
        GROUP_EXISTS(false),

        /** The config of the sink in the other cluster names other topics than those to which its own are mirrored. */
        TOPICS_NOT_FOLLOWED(true),

        /** A pattern for topics also matches topics that the mirror makes for itself, or a topic and its copy. */
        TOPICS_AMBIGUOUS(true),

        /** The mirror is configured so that a translation may go wrong. */
        MIRROR_CONFIG(false);

        private final boolean inTheWay;

        Kind(boolean inTheWay) {
            this.inTheWay = inTheWay;
        }

        /** {@return whether a sink is not moved because of it} */
        public boolean isInTheWay() {
            return inTheWay;
        }
    }

    /**
     * Checks that every part is there.
     *
     * @param kind what it is
     * @param message what was found, and where
     * @param remedy what to do about it
     */
    public TranslationFinding {
        requireNonNull(kind, "kind");
        requireNonNull(message, "message");
        requireNonNull(remedy, "remedy");
    }

    @Override
    public String toString() {
        return kind + ": " + message + FullStop.after(message) + remedy;
    }
}
