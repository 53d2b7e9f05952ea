package io.connectmigrator.report;

import io.connectmigrator.offset.OffsetFinding;
import java.util.Set;

/** What kind of problem it is. The names are stable: programs may rely on them. */
public enum ProblemCode {

    /** Source and target are the same Connect cluster under two names. */
    SAME_CLUSTER,

    /** No worker of a cluster could be reached. */
    CLUSTER_UNREACHABLE,

    /** A cluster cannot do what the migration needs, mostly because its workers are too old. */
    NOT_SUPPORTED,

    /** Once the target has run, the source cluster cannot take its offsets back over REST. */
    NO_WAY_BACK_OVER_REST,

    /** The connector is not there. */
    CONNECTOR_NOT_FOUND,

    /** The connector or a task of it has failed. */
    SOURCE_NOT_HEALTHY,

    /** The source was stopped before the migration, so it is not known whether its tasks have made their last commit. */
    SOURCE_ALREADY_STOPPED,

    /** The target has a connector of that name already. */
    NAME_TAKEN,

    /** The connector cannot have that name on the target. */
    NAME_UNUSABLE,

    /** Two connectors of the plan would have one name on the target. */
    DUPLICATE_TARGET,

    /** Connectors of the plan are routed nowhere, or to a cluster that cannot be told. */
    ROUTED_NOWHERE,

    /** Two clusters of the plan have one name. */
    CLUSTER_NAME_AMBIGUOUS,

    /** The plan orders or overrides connectors that it does not have. */
    NOT_IN_PLAN,

    /** The order of the plan contradicts itself. */
    ORDER_CONTRADICTS,

    /** No connector of the source matches the plan. */
    NOTHING_MATCHES,

    /** The target does not have the connector's plugin. */
    PLUGIN_MISSING,

    /** The target finds the config invalid. */
    CONFIG_INVALID,

    /** The worker hides values of the config behind a mask. */
    CONFIG_MASKED,

    /** The config has keys without a value. */
    CONFIG_NULL_VALUE,

    /** A function that the caller gave to the plan failed. */
    PLAN_FUNCTION_FAILED,

    /** Partitions are listed without an offset: REST cannot carry the offsets of this connector. */
    OFFSETS_UNREADABLE,

    /** The connector has no offsets. */
    OFFSETS_EMPTY,

    /** The target has offsets of an earlier connector of that name. */
    LEFTOVER_OFFSETS,

    /** REST would damage the offsets or cannot read them, and the client of the cluster was given no other transport. */
    OFFSETS_NEED_TRANSPORT,

    /** The transport that a client was given is of another cluster. */
    WRONG_TRANSPORT,

    /** A transport could not list, alter or reset offsets. */
    TRANSPORT_FAILED,

    /** Offsets were to be changed past the workers while the connector was not at rest. */
    CONNECTOR_NOT_STOPPED,

    /** Sinks share a consumer group, so that what is done to the offsets of one is done to those of the others. */
    GROUP_SHARED,

    /** Two keys of one partition: REST lists the one, the tasks may be using the other. */
    SHADOW_KEY,

    /** A key in two partitions of the offset topic. */
    KEY_IN_TWO_PARTITIONS,

    /** A key in another partition of the offset topic than a worker would write it to now. */
    KEY_IN_OTHER_PARTITION,

    /** Keys in a shape that only workers before 3.0 wrote. */
    OLD_KEY,

    /** Keys in the offset topic that are no offsets of a connector. */
    FOREIGN_KEY,

    /** The offset topic is not compacted. */
    NOT_COMPACTED,

    /** A sink's offsets are numbers of one Kafka cluster and mean nothing on another. */
    SINK_ON_OTHER_KAFKA,

    /**
     * It cannot be told whether source and target have their offsets at one place: workers do not say which Kafka cluster they
     * stand on, or a config has a placeholder.
     */
    OFFSETS_PLACE_UNKNOWN,

    /** The target's config asks for other partitions than those whose offsets are moved: it would start from scratch. */
    IDENTITY_CHANGED,

    /** The connector takes its initial snapshot, which begins again when it is interrupted. */
    SNAPSHOT_RUNNING,

    /** The connector is configured to read everything again, always or in certain cases. */
    READS_AGAIN,

    /** What the connector keeps elsewhere would be lost when it stops. */
    STATE_LOST,

    /** The plan changes where the connector keeps what it needs beside its offsets. */
    STATE_CHANGED,

    /** Another connector uses what this one needs for itself. */
    STATE_IN_USE,

    /** The connector keeps something elsewhere that has to be there for the target as well. */
    STATE_ELSEWHERE,

    /** The sink has committed nothing, and its consumer would begin where the topics end by then. */
    STARTS_AT_LATEST,

    /** The connector makes more tasks than the workers of the target allow. */
    TOO_MANY_TASKS,

    /** The plugin of the target does not know a setting that the plugin of the source knows. */
    SETTING_UNKNOWN,

    /** The workers of the target do not replace a placeholder. */
    PLACEHOLDER_UNRESOLVED,

    /** The target writes to another Kafka cluster than the source did. */
    SOURCE_ON_OTHER_KAFKA,

    /** A cluster refused a request, or its answer could not be understood. */
    REQUEST_FAILED,

    /** Something did not happen in time. */
    TIMED_OUT,

    /** The offsets read back are not those that were written. */
    OFFSETS_NOT_AS_WRITTEN,

    /** The source changed after it had been stopped. */
    SOURCE_CHANGED,

    /** The target changed after its offsets had been written. */
    TARGET_CHANGED,

    /** The connector has been moved, or is being moved, so there is nothing to check before it starts. */
    ALREADY_BEGUN,

    /** An entry of the journal that did not fit the clusters any more was ended. */
    FORGOTTEN,

    /** Another plan was begun for the connector than the one that is to go on. */
    PLAN_CHANGED,

    /** The journal could not be read or written. */
    JOURNAL_FAILED,

    /** Another call is at work on the connector. */
    CLAIMED_BY_ANOTHER,

    /** The connector would have been down for longer than it may be. */
    DOWNTIME_EXCEEDED,

    /** A task failed. */
    TASK_FAILED,

    /** The target's offsets are behind those that it was given. */
    OFFSETS_WENT_BACK,

    /** The target has committed offsets of other partitions than it was given, and none of those: it may start from scratch. */
    OTHER_PARTITIONS,

    /** The cut-over hook failed. */
    CUT_OVER_FAILED,

    /** The thread was interrupted. */
    INTERRUPTED,

    /** The run was cancelled. */
    CANCELLED,

    /** So many connectors have failed that the plan lets no other start. */
    TOO_MANY_FAILURES,

    /** The plan's gate did not let the next wave start. */
    GATE_CLOSED,

    /** A connector that this one waits for has not moved. */
    AWAITED_NOT_MOVED,

    /** What was asked for does not fit how far the migration has come. */
    NOT_IN_THAT_STATE,

    /** An unexpected error. */
    UNEXPECTED;

    private static final Set<ProblemCode> ACCEPTABLE = Set.of(
            IDENTITY_CHANGED,
            SNAPSHOT_RUNNING,
            READS_AGAIN,
            STATE_CHANGED,
            STATE_IN_USE,
            STARTS_AT_LATEST,
            OTHER_PARTITIONS,
            PLACEHOLDER_UNRESOLVED);

    /** {@return whether a plan may accept a problem of this kind, so that it is no longer in the way} */
    public boolean isAcceptable() {
        return ACCEPTABLE.contains(this);
    }

    /**
     * {@return the code for what a transport has found}
     *
     * @param kind what it has found
     */
    public static ProblemCode of(OffsetFinding.Kind kind) {
        return switch (kind) {
            case SHADOW_KEY -> SHADOW_KEY;
            case KEY_IN_TWO_PARTITIONS -> KEY_IN_TWO_PARTITIONS;
            case KEY_IN_OTHER_PARTITION -> KEY_IN_OTHER_PARTITION;
            case OLD_KEY -> OLD_KEY;
            case FOREIGN_KEY -> FOREIGN_KEY;
            case NOT_COMPACTED -> NOT_COMPACTED;
        };
    }
}
