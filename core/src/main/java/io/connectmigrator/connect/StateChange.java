package io.connectmigrator.connect;

/** How it is known that a connector was asked for a state. */
public enum StateChange {
    /** A worker answered: the connector is asked for that state and for no other. */
    ANSWERED,
    /**
     * The answer was lost, and reading has shown the connector in that state. If it was in that state before, the request may still
     * be done, for as long as a worker may be at work on it: a connector that is asked for another state meanwhile then returns to
     * this one.
     */
    SEEN
}
