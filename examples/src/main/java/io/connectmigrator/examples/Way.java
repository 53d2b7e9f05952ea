package io.connectmigrator.examples;

import java.time.Duration;

/** A way to move a connector from legacy to europe. */
interface Way {

    /** Does what the way wants done before the connector goes down. */
    default void prepare(String connector) {}

    /** Moves the connector; {@return how long it was down} */
    Duration move(String connector);
}
