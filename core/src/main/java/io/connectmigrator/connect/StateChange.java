package io.connectmigrator.connect;

/** How it is known that a connector was asked to change its state. */
public enum StateChange {
    /** A worker answered: the request was done. */
    ANSWERED,
    /**
     * The answer was lost, and a read has shown the connector in that state. If it was in that state before, a worker may still
     * be processing the request: a connector that is asked for another state meanwhile then returns to this one.
     */
    SEEN
}
