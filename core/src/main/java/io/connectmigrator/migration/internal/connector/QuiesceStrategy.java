package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectorStatus;

/** How workers bring a paused connector to rest for good, with its last offsets committed. */
public interface QuiesceStrategy {

    /** Asks for it. All tasks of the connector have paused. */
    void begin(ConnectorCopy copy);

    /** {@return whether a status is that of a connector at rest} */
    boolean isShownBy(ConnectorStatus status);

    /** {@return the state of a connector at rest, in a word} */
    String state();

    /** {@return how it is done} */
    String inWords();
}
