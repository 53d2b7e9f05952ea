package io.connectmigrator.readiness;

/** An item of the card, about which a plan may {@linkplain io.connectmigrator.migration.MigrationPlanBuilder#declare declare} something. */
public enum ReadinessItem {
    /** The versions of the connector's plugin. */
    PLUGIN_VERSIONS(ReadinessRow.INVENTORY, "The plugin of the connector is on both sides, in one version"),
    /** The classes that the config names beside that of the connector. */
    PARTS(
            ReadinessRow.INVENTORY,
            "Converters, transformations and predicates are on both sides, and the target finds the config valid"),
    /** What a config leaves to the properties of the workers, which REST does not show. */
    WORKER_SETTINGS(
            ReadinessRow.INVENTORY,
            "What the connector inherits from the properties of the workers is the same on both sides"),
    /** Exactly-once support of the workers, for sources. */
    EXACTLY_ONCE(ReadinessRow.INVENTORY, "Exactly-once support for sources is the same on both sides"),
    /** Whether workers let connectors override settings of clients. */
    OVERRIDE_POLICY(ReadinessRow.INVENTORY, "The workers allow the settings of clients that the config overrides"),
    /** The topics that a connector reads or writes. */
    TOPIC_NAMES(ReadinessRow.INVENTORY, "The topics that the connector reads or writes are known"),
    /** The schemas in registries, for converters that ask one. */
    SCHEMAS(ReadinessRow.INVENTORY, "The target finds the same schemas"),
    /** The topics of the workers, where offsets are read or written in them. */
    INTERNAL_TOPICS(ReadinessRow.INVENTORY, "The topics in which workers keep offsets are known"),
    /** The versions of workers and brokers. */
    KAFKA_VERSIONS(ReadinessRow.INVENTORY, "The versions of workers, brokers and clients fit together"),
    /** Whose code it is. */
    CUSTOM_CODE(ReadinessRow.INVENTORY, "The owner of the connector's code and the team that answers for it are known"),

    /** The offsets of the source. */
    OFFSETS_DECIDED(
            ReadinessRow.RESUME, "The connector has offsets to resume from, or the plan says that it begins without"),
    /** Whether offsets are found under their keys. */
    KEYS_SURVIVE(ReadinessRow.RESUME, "The offsets keep their keys on the way"),
    /** Whether the config for the target asks for them. */
    IDENTITY(ReadinessRow.RESUME, "The config for the target asks for the same partitions"),
    /** What the plan changes in the offsets. */
    TRANSFORM(
            ReadinessRow.RESUME,
            "What the plan changes in the offsets can be given to the target, and is what it then has"),
    /** The offsets of a sink that comes to another Kafka cluster. */
    TRANSLATION(ReadinessRow.RESUME, "The records at which the sink goes on are found in the other Kafka cluster"),
    /** The copies of what a source has written before it comes to another Kafka cluster. */
    MIRROR(
            ReadinessRow.RESUME,
            "The other Kafka cluster has what the source has written, before the target writes there"),
    /** Offsets of an earlier connector on the target. */
    LEFTOVERS(ReadinessRow.RESUME, "The target has no offsets of an earlier connector that the plan does not replace"),
    /** The offsets of a sink. */
    SINK_IN_RANGE(ReadinessRow.RESUME, "The offsets of the sink are in the range of its topics"),
    /** The offsets of a source that copies topics. */
    COPIER_IN_RANGE(ReadinessRow.RESUME, "The next records of a source that copies topics are still there"),
    /** The members of the consumer group of a sink. */
    GROUP_MEMBERS(ReadinessRow.RESUME, "No other consumer is in the group that the sink will have"),
    /** What a connector keeps in other places than its offsets. */
    STATE_ELSEWHERE(ReadinessRow.RESUME, "What the connector keeps elsewhere is there for the target too"),
    /** The system that a source reads. */
    UPSTREAM_POSITION(
            ReadinessRow.RESUME, "The system that the source reads still has its position after the longest stop"),
    /** The consumers of what a source writes. */
    DOWNSTREAM_GROUPS(
            ReadinessRow.RESUME, "The consumers of the topics go on where they were on the other Kafka cluster"),

    /** The partitions of topics. */
    PARTITIONS(ReadinessRow.TOPICS, "The topics are there for the target, with as many partitions"),
    /** The configuration of topics. */
    TOPIC_CONFIGS(ReadinessRow.TOPICS, "The topics are configured alike on both sides, and their replicas are in sync"),
    /** For how long a topic keeps what has not been read. */
    REPLAY_WINDOW(
            ReadinessRow.TOPICS,
            "The topics keep what is not read yet for as long as the connector may be down or brought back"),
    /** For how long brokers keep the offsets of a group without members. */
    OFFSETS_RETENTION(
            ReadinessRow.TOPICS,
            "The brokers keep the offsets of the stopped sink for as long as it may be brought back"),
    /** The schema history of a Debezium connector. */
    SCHEMA_HISTORY(ReadinessRow.TOPICS, "The schema history is in one partition and is never deleted"),
    /** The topic of records that a sink could not write. */
    DEAD_LETTERS(ReadinessRow.TOPICS, "The topic for dead letters is there"),
    /** The topics in which workers keep what they know. */
    WORKER_TOPICS(
            ReadinessRow.TOPICS, "The topics in which the workers keep configs, offsets and states are compacted"),
    /** How large topics are. */
    LOG_SIZES(ReadinessRow.TOPICS, "It is known how large the topics are, for what may be read again or copied"),

    /** Passwords and keys in the config. */
    SECRETS(ReadinessRow.SECURITY, "The target resolves every secret of the config"),
    /** The system outside of Kafka. */
    OUTSIDE_SYSTEM(
            ReadinessRow.SECURITY, "The workers of the target reach the system of the connector, and are let in"),
    /** The REST APIs of the workers. */
    REST_ACCESS(ReadinessRow.SECURITY, "The REST APIs of both sides are reached, and protected"),
    /** The rights on Kafka. */
    ACLS(ReadinessRow.SECURITY, "The workers of the target have the rights on topics, groups and transactions"),
    /** Everything between. */
    NETWORK(ReadinessRow.SECURITY, "Routes, identities, vaults and audits are set up for the target"),

    /** Whether a move can be taken back. */
    WAY_BACK(ReadinessRow.ROLLBACK, "The connector can be brought back with the offsets of the target"),
    /** When a migration stops by itself. */
    STOP_CONDITIONS(
            ReadinessRow.ROLLBACK, "The migration stops by itself when connectors fail or are down for too long"),
    /** What survives the process. */
    JOURNAL(ReadinessRow.ROLLBACK, "The journal survives the process"),
    /** A count of records on both sides of the cut. */
    RECORD_COUNT(
            ReadinessRow.ROLLBACK, "Duplicates and gaps would be seen: records are counted on both sides of the move"),
    /** The decision to go back. */
    DECISION(ReadinessRow.ROLLBACK, "The person in charge of going back, the deadline and the lag for it are known"),

    /** The states of the connector and its tasks. */
    TASKS_HEALTHY(ReadinessRow.BASELINE, "The connector and all of its tasks run"),
    /** Two looks at it with some time between. */
    SAMPLES(ReadinessRow.BASELINE, "It is known how fast the offsets move, and that no task changes its worker"),
    /** What is not read yet. */
    LAG(ReadinessRow.BASELINE, "The lag is known"),
    /** What only other systems show. */
    OUTSIDE_METRICS(ReadinessRow.BASELINE, "Retries, latencies and the health of the systems around are watched");

    private final ReadinessRow row;
    private final String title;

    ReadinessItem(ReadinessRow row, String title) {
        this.row = row;
        this.title = title;
    }

    /** {@return the row that it is in} */
    public ReadinessRow row() {
        return row;
    }

    /** {@return what it says of a connector that is ready} */
    public String title() {
        return title;
    }
}
