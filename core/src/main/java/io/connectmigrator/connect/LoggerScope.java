package io.connectmigrator.connect;

/** The workers on which the level of a logger is set (Connect 3.7, KIP-976). */
public enum LoggerScope {
    /** The worker that answers. */
    WORKER,
    /** All workers of the cluster. */
    CLUSTER
}
