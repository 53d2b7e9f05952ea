package io.connectmigrator.readiness;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What has been tried with a connector of a shape, and succeeded.
 *
 * @param kind what was tried
 * @param shape the shape of the connector
 * @param connector its name on the source
 * @param at when it ended
 * @param complete whether every part of it was tried; a rehearsal leaves out what might act on the system of a connector
 */
public record Rehearsal(Kind kind, Shape shape, String connector, Instant at, boolean complete) {

    /** What was tried. */
    public enum Kind {
        /** A rehearsal ({@code Migrator.rehearse}). */
        REHEARSED,
        /** {@link io.connectmigrator.migration.Migrator#migrate}. */
        MOVED,
        /** {@link io.connectmigrator.migration.Migrator#rollback} of a connector that had moved. */
        ROLLED_BACK
    }

    /**
     * Checks that every part is there.
     *
     * @param kind what was tried
     * @param shape the shape of the connector
     * @param connector its name on the source
     * @param at when it ended
     * @param complete whether every part of it was tried
     */
    public Rehearsal {
        requireNonNull(kind, "kind");
        requireNonNull(shape, "shape");
        requireNonNull(connector, "connector");
        requireNonNull(at, "at");
    }
}
