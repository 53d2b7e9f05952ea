package io.connectmigrator.connect;

/** How far the new level of a logger reaches (Connect 3.7, KIP-976). */
public enum LoggerScope {
    /** The worker that answers. */
    WORKER,
    /** All workers of the cluster. */
    CLUSTER
}
