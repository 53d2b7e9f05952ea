package io.connectmigrator.connect;

/** What a restart includes beyond the connector itself (Connect 3.0, KIP-745). */
public enum RestartOption {
    /** The tasks as well. */
    INCLUDE_TASKS,
    /** Only what has failed. */
    ONLY_FAILED
}
