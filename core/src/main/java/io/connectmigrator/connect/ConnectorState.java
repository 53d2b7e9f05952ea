package io.connectmigrator.connect;

import java.util.Locale;

/** The state of a connector or of a task, as a worker reports it. */
public enum ConnectorState {
    /** It runs. */
    RUNNING,
    /** It was paused: its tasks exist and do nothing. */
    PAUSED,
    /** It was stopped: it has no tasks (Connect 3.5, KIP-875). Its last tasks may still be ending. */
    STOPPED,
    /** It failed, and stays so until it is restarted. */
    FAILED,
    /** It waits for a worker. */
    UNASSIGNED,
    /** It is being restarted. */
    RESTARTING,
    /** A state that this library does not know. */
    UNKNOWN;

    static ConnectorState parse(String text) {
        try {
            return valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return UNKNOWN;
        }
    }
}
