package io.connectmigrator.plan;

/**
 * What to do with offsets that the target cluster already has for a connector of that name. Offsets outlive the
 * connector they belonged to, and writing others beside them would leave a mixture.
 */
public enum ExistingOffsets {

    /** Refuse to move the connector, and name what was found. The default. */
    REFUSE,

    /** Delete them before the connector's own are written. If the migration is undone they are put back. */
    REPLACE
}
