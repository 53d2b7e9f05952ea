package io.connectmigrator.offset;

/**
 * Which offsets an alter or a reset has changed. Since Connect 3.6 a worker first calls {@code alterOffsets} of the connector's
 * class, which may change offsets that the connector keeps in another system (KIP-875).
 */
public enum AlterResult {

    /** Connect's offsets, and by its own report those that the connector keeps elsewhere. */
    CONNECTOR,

    /** Connect's offsets only, or none if there was nothing to change. What the connector keeps elsewhere is unchanged. */
    FRAMEWORK_ONLY,

    /** Connect's offsets; the answer that tells whether the connector's class changed others was lost. */
    UNKNOWN
}
