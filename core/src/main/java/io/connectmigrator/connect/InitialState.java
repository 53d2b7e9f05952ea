package io.connectmigrator.connect;

/** The state in which a connector is created (Connect 3.7, KIP-980). */
public enum InitialState {
    /** It starts at once. */
    RUNNING,
    /** It exists with its tasks, which do nothing. */
    PAUSED,
    /** It exists without tasks, so that its offsets can be written before it starts. */
    STOPPED
}
