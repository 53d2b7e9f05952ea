package io.connectmigrator.kafka.internal.bridge;

/**
 * Where a search in the copy begins.
 *
 * @param way how it was found, for evidence
 * @param offset the offset in the copy
 * @param kind what is known of it
 */
record Anchor(String way, long offset, Kind kind) {

    enum Kind {
        /** A record of the copy was compared: a consumer that goes on there misses nothing. */
        VERIFIED,
        /** No copy that is sought is before it. */
        BEFORE,
        /** A copy that is sought may be before it. */
        GUESSED
    }
}
