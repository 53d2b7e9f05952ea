package io.connectmigrator.offset;

/**
 * Which offsets were changed by an alter or a reset. Since Kafka 3.6 a worker calls {@code alterOffsets} of the connector's class
 * first, which may change what the connector keeps in a system of its own (KIP-875).
 */
public enum AlterResult {

    /** Connect's offsets, and the connector's class says that it has changed what it keeps itself. */
    CONNECTOR,

    /**
     * Connect's offsets only, or nothing where there was nothing to change. What the connector keeps elsewhere is as it was.
     */
    FRAMEWORK_ONLY,

    /** Connect's offsets; the answer that says whether the connector's class took part was lost. */
    UNKNOWN
}
