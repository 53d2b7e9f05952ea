package io.connectmigrator.plan;

/** What a watch does when the source of a connector that has moved runs again while the target runs. */
public enum SourceRestart {

    /**
     * Stops the source again, and reports it. The target has gone on from the source's offsets, so it is the one writer. This is the
     * default.
     */
    STOP_AGAIN,

    /** Only reports it: both copies run until something else stops one of them. */
    ALARM_ONLY
}
