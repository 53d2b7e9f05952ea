package io.connectmigrator.plan;

/** What a watch does when a target that has been started fails. */
public enum TargetFailure {

    /** Reports it. The target stays as it is; {@code rollback(plan)} brings the connector back. This is the default. */
    REPORT,

    /** Rolls the connector back: the source runs again, from the offsets that the target has reached. */
    ROLL_BACK
}
