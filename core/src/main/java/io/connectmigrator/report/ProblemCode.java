package io.connectmigrator.report;

import io.connectmigrator.offset.OffsetFinding;
import io.connectmigrator.offset.TranslationFinding;
import java.util.Set;

/** The kind of a problem. The names are stable: programs may rely on them. */
public enum ProblemCode {

    /** Source and target are the same Connect cluster, where the connector would keep its name, or which has two names. */
    SAME_CLUSTER,

    /** No worker of a cluster could be reached. */
    CLUSTER_UNREACHABLE,

    /** A cluster cannot do what the migration needs, mostly because its workers are too old. */
    NOT_SUPPORTED,

    /** Connectors that become one are in different states. */
    STATES_DIFFER,

    /** A partition of a connector that is split goes to none or several of the connectors that it becomes. */
    NOT_DIVIDED,

    /** Two connectors that become one have different offsets of one partition. */
    OFFSETS_CONFLICT,

    /** Once the target has run, its offsets cannot be brought back, since the plan has changed them. */
    NO_WAY_BACK,

    /** Once the target has run, the source cluster cannot take its offsets back over REST. */
    NO_WAY_BACK_OVER_REST,

    /** The connector does not exist. */
    CONNECTOR_NOT_FOUND,

    /** The connector or a task of it has failed. */
    SOURCE_NOT_HEALTHY,

    /** The source was stopped before the migration, so its tasks may still have to make their last commit. */
    SOURCE_ALREADY_STOPPED,

    /** The target has a connector of that name already. */
    NAME_TAKEN,

    /** The connector cannot have that name on the target. */
    NAME_UNUSABLE,

    /** Two connectors of the plan would have one name on the target. */
    DUPLICATE_TARGET,

    /** Connectors of the plan are routed to no cluster, or to one that cannot be determined. */
    ROUTED_NOWHERE,

    /** Two clusters of the plan have one name. */
    CLUSTER_NAME_AMBIGUOUS,

    /** The plan orders or overrides connectors that are not in it. */
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

    /** Partitions are listed without an offset: REST cannot read the offsets of this connector. */
    OFFSETS_UNREADABLE,

    /** The connector has no offsets. */
    OFFSETS_EMPTY,

    /** The target has offsets of an earlier connector of that name. */
    LEFTOVER_OFFSETS,

    /** REST would damage the offsets or cannot read them, and the client of the cluster has no other transport. */
    OFFSETS_NEED_TRANSPORT,

    /** The transport of a client belongs to another cluster. */
    WRONG_TRANSPORT,

    /** A transport could not list, alter or reset offsets. */
    TRANSPORT_FAILED,

    /** Offsets were to be changed without the workers while the connector was not stopped. */
    CONNECTOR_NOT_STOPPED,

    /** Sinks share a consumer group, so that a change of offsets affects all of them. */
    GROUP_SHARED,

    /** Two keys of one partition: REST lists one of them, the tasks may use the other. */
    SHADOW_KEY,

    /** A key in two partitions of the offset topic. */
    KEY_IN_TWO_PARTITIONS,

    /** A key in another partition of the offset topic than a worker would write it to now. */
    KEY_IN_OTHER_PARTITION,

    /** Keys in a form that only workers before 3.0 wrote. */
    OLD_KEY,

    /** Keys in the offset topic that do not belong to offsets of a connector. */
    FOREIGN_KEY,

    /** The offset topic is not compacted. */
    NOT_COMPACTED,

    /** A sink's offsets are numbers of one Kafka cluster and mean nothing on another. */
    SINK_ON_OTHER_KAFKA,

    /** The consumer group of a sink is on another Kafka cluster than the one where workers list and alter its offsets over REST. */
    GROUP_OUT_OF_REACH,

    /**
     * It is not known whether source and target share their offsets: workers do not name their Kafka cluster, or a config has a
     * placeholder.
     */
    OFFSETS_PLACE_UNKNOWN,

    /** The target would look up other partitions than those whose offsets are moved, and start from scratch. */
    IDENTITY_CHANGED,

    /** The connector takes its initial snapshot, which begins again when it is interrupted. */
    SNAPSHOT_RUNNING,

    /** The connector is configured to read everything again, at every start or in certain cases. */
    READS_AGAIN,

    /** State that the connector keeps elsewhere would be lost when it stops. */
    STATE_LOST,

    /** The plan changes where the connector keeps state beside its offsets. */
    STATE_CHANGED,

    /** Another connector uses state that this connector needs for itself. */
    STATE_IN_USE,

    /** The connector keeps state elsewhere that the target must be able to reach. */
    STATE_ELSEWHERE,

    /** The sink has committed nothing, and its consumer would start at the end of the topics. */
    STARTS_AT_LATEST,

    /** The connector creates more tasks than the workers of the target allow. */
    TOO_MANY_TASKS,

    /** The plugin of the target does not know a setting that the plugin of the source knows. */
    SETTING_UNKNOWN,

    /** The workers of the target do not replace a placeholder. */
    PLACEHOLDER_UNRESOLVED,

    /** The converters of the target ask another schema registry than those of the source. */
    SCHEMA_REGISTRY_DIFFERS,

    /** The registry of the target does not have the schema of an id that is in a topic. */
    SCHEMA_MISSING,

    /** An id that is in a topic is another schema in the registry of the target: records would be misread without an error. */
    SCHEMA_ID_CONFLICT,

    /** The registry of the target would refuse the schemas of a source. */
    SCHEMA_NOT_WRITABLE,

    /** The converter of the target cannot read how the records of a topic name their schemas. */
    SCHEMA_WIRE_FORMAT,

    /** The config has no converter, so that each cluster uses that of its workers, which REST does not show. */
    CONVERTER_INHERITED,

    /** Schemas were not checked, because a registry or the topics are not known, or did not answer. */
    SCHEMA_REGISTRY_UNKNOWN,

    /** The target writes to another Kafka cluster than the source did. */
    SOURCE_ON_OTHER_KAFKA,

    /** Records may appear twice, or go missing: {@link Problem#rule()} says by which rule. */
    DUPLICATE_RISK,

    /** A cluster refused a request, or its answer could not be read. */
    REQUEST_FAILED,

    /** Something did not happen in time. */
    TIMED_OUT,

    /** The offsets read back are not those that were written. */
    OFFSETS_NOT_AS_WRITTEN,

    /** The source changed after it had been stopped. */
    SOURCE_CHANGED,

    /** The target changed after its offsets had been written. */
    TARGET_CHANGED,

    /** An operator may own the connectors of a cluster, and would set back what is changed. */
    OPERATED_MAYBE,

    /** What was created on the target was deleted, changed or started by another program before the source was touched. */
    TARGET_TAKEN_AWAY,

    /** The source of a connector that has moved runs again, outside this migration. */
    SOURCE_RUNS_AGAIN,

    /** The connector has moved or is moving, so the checks of a start do not apply. */
    ALREADY_BEGUN,

    /** An entry of the journal that did not fit the clusters any more was ended. */
    FORGOTTEN,

    /** A rehearsal has left out a part: it says which, and why. */
    REHEARSED_IN_PART,

    /** The migration of the connector was begun with another plan. */
    PLAN_CHANGED,

    /** The journal could not be read or written. */
    JOURNAL_FAILED,

    /** Another call is working on the connector. */
    CLAIMED_BY_ANOTHER,

    /** The connector would have been down for longer than allowed. */
    DOWNTIME_EXCEEDED,

    /** The source took as long to stop as workers wait for its tasks: what one of them had delivered last may be delivered again. */
    STOP_TOOK_LONG,

    /** Tasks of the source run on workers that the client may not know, so that it is not seen how long they take to stop. */
    STOP_NOT_SEEN,

    /** A task failed. */
    TASK_FAILED,

    /** The target's offsets are behind those that were written. */
    OFFSETS_WENT_BACK,

    /** The target has committed only offsets of other partitions than those written: it may have started from scratch. */
    OTHER_PARTITIONS,

    /** The cut-over hook failed. */
    CUT_OVER_FAILED,

    /** Another hook of the plan failed. */
    HOOK_FAILED,

    /** The plan changes offsets in a way that cannot be written. */
    OFFSETS_NOT_TRANSFORMED,

    /** The offsets of a sink could not be found in the other Kafka cluster. */
    OFFSETS_NOT_TRANSLATED,

    /** The offsets of a sink were found in the other Kafka cluster so that it would read records again. */
    OFFSETS_TRANSLATED_INEXACTLY,

    /** A topic of a sink is not in the other Kafka cluster. */
    MIRROR_TOPIC_MISSING,

    /** A topic has other numbers of partitions in the two Kafka clusters. */
    MIRROR_PARTITIONS_DIFFER,

    /** The next record of a sink is no longer in one of the two Kafka clusters. */
    MIRROR_RECORDS_EXPIRED,

    /** The mirror changes the records that it copies, so that those of a sink are not found. */
    MIRROR_RECORDS_CHANGED,

    /** A topic that a source has written is not mirrored, so that its records stay where they are. */
    MIRROR_TOPIC_LEFT_OUT,

    /** The mirror is far behind the sink. */
    MIRROR_BEHIND,

    /** The other Kafka cluster gives records timestamps of its own. */
    MIRROR_TIMESTAMPS_DIFFER,

    /** What the mirror notes of its own progress cannot be read, or is not there. */
    MIRROR_SYNCS_MISSING,

    /** What the mirror notes of its own progress is of other records than those that are there. */
    MIRROR_SYNCS_VOID,

    /** The consumer group of a sink has members in the other Kafka cluster. */
    MIRROR_GROUP_ACTIVE,

    /** The consumer group of a sink has offsets in the other Kafka cluster, or something there writes some. */
    MIRROR_GROUP_EXISTS,

    /** The config of a sink on the target does not name the topics to which its own are mirrored. */
    MIRROR_TOPICS_NOT_FOLLOWED,

    /** A pattern for topics also matches topics that the mirror makes for itself, or a topic and its copy. */
    MIRROR_TOPICS_AMBIGUOUS,

    /** The mirror is configured so that a translation may go wrong. */
    MIRROR_CONFIG,

    /** Connectors cannot be merged, or only with a config that the plan makes. */
    NOT_MERGEABLE,

    /** A connector cannot be split or forked. */
    NOT_SPLITTABLE,

    /** Connectors that are to be merged differ in their class, or in settings that cannot be united. */
    MEMBERS_DIFFER,

    /** Two connectors read the same topic, table or file, or may do so. */
    COVERAGE_OVERLAPS,

    /** A topic, table or file is read before a merge, split or fork and would not be read afterwards, or may not be. */
    COVERAGE_LOST,

    /** A topic, table or file may be read after a merge, split or fork that was not read before. */
    COVERAGE_GAINED,

    /**
     * Offsets that stay with the connector on the source, since it no longer uses them: older partitions beside newer ones of the same table or
     * database, or those of topics that a sink no longer reads.
     */
    OFFSETS_LEFT_BEHIND,

    /** Partitions in the form of an earlier version of the connector, which would not be found or be taken for others. */
    LEGACY_PARTITION,

    /** The thread was interrupted. */
    INTERRUPTED,

    /** The run was cancelled. */
    CANCELLED,

    /** More connectors have failed than the plan allows. */
    TOO_MANY_FAILURES,

    /** The plan's gate did not let the next wave start. */
    GATE_CLOSED,

    /** A connector that this one waits for has not moved. */
    AWAITED_NOT_MOVED,

    /** The call does not fit the state of the migration. */
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
            DUPLICATE_RISK,
            OTHER_PARTITIONS,
            MIRROR_PARTITIONS_DIFFER,
            SCHEMA_REGISTRY_DIFFERS,
            SCHEMA_MISSING,
            SCHEMA_NOT_WRITABLE,
            SCHEMA_WIRE_FORMAT,
            SCHEMA_REGISTRY_UNKNOWN,
            PLACEHOLDER_UNRESOLVED);

    /** {@return whether a plan may accept a problem of this kind, so that it becomes a warning} */
    public boolean isAcceptable() {
        return ACCEPTABLE.contains(this);
    }

    /**
     * {@return the code for a finding of a transport}
     *
     * @param kind the kind of finding
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

    /**
     * {@return the code for a finding of a translation}
     *
     * @param kind the kind of finding
     */
    public static ProblemCode of(TranslationFinding.Kind kind) {
        return switch (kind) {
            case TOPIC_MISSING -> MIRROR_TOPIC_MISSING;
            case PARTITIONS_DIFFER -> MIRROR_PARTITIONS_DIFFER;
            case RECORDS_EXPIRED -> MIRROR_RECORDS_EXPIRED;
            case RECORDS_CHANGED -> MIRROR_RECORDS_CHANGED;
            case TOPIC_LEFT_OUT -> MIRROR_TOPIC_LEFT_OUT;
            case MIRROR_BEHIND -> MIRROR_BEHIND;
            case TIMESTAMPS_DIFFER -> MIRROR_TIMESTAMPS_DIFFER;
            case SYNCS_MISSING -> MIRROR_SYNCS_MISSING;
            case SYNCS_VOID -> MIRROR_SYNCS_VOID;
            case GROUP_ACTIVE -> MIRROR_GROUP_ACTIVE;
            case GROUP_EXISTS -> MIRROR_GROUP_EXISTS;
            case TOPICS_NOT_FOLLOWED -> MIRROR_TOPICS_NOT_FOLLOWED;
            case TOPICS_AMBIGUOUS -> MIRROR_TOPICS_AMBIGUOUS;
            case MIRROR_CONFIG -> MIRROR_CONFIG;
        };
    }
}
