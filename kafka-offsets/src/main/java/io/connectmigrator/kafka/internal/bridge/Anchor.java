package io.connectmigrator.kafka.internal.bridge;

import io.connectmigrator.offset.TranslatedOffset.Way;

/**
 * Where a search in the copy begins.
 *
 * @param way how it was found, for evidence
 * @param offset the offset in the copy
 * @param kind what is known of it
 * @param original the offset in the original whose copy is there, {@link #NONE} if that is not known
 */
record Anchor(Way way, long offset, Kind kind, long original) {

    static final long NONE = -1;

    Anchor(Way way, long offset, Kind kind) {
        this(way, offset, kind, NONE);
    }

    enum Kind {
        /** A record of the copy was compared: a consumer that goes on there misses nothing. */
        VERIFIED,
        /** No copy that is sought is before it. */
        BEFORE,
        /** A copy that is sought may be before it. */
        GUESSED
    }
}
