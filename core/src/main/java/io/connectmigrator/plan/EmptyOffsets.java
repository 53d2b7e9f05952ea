package io.connectmigrator.plan;

/**
 * What to do with a connector that has no offsets on the source. On the target it would start from scratch, which for
 * most connectors means to copy everything again.
 */
public enum EmptyOffsets {

    /** Refuse to move the connector. The default. */
    REFUSE,

    /** Move it all the same: it keeps no offsets, or has never copied anything. */
    ALLOW
}
