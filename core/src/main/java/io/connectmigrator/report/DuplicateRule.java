package io.connectmigrator.report;

/**
 * A rule about what makes records appear twice, or go missing, when a connector moves. The names are stable: plans allow a finding
 * by the name of its rule, and programs may rely on it.
 */
public enum DuplicateRule {

    /** Replicator reads records of aborted transactions. */
    D1,

    /** MirrorMaker reads records of aborted transactions. */
    D2,

    /** Replicator or MirrorMaker has a consumer override, which does not affect what it reads. */
    D3,

    /** The producer of a source is not idempotent, so that a lost acknowledgement becomes a duplicate. */
    D4,

    /** The producer is idempotent, and has settings with which such a producer does not start. */
    D5,

    /** The producer is not idempotent, and has several requests in flight. */
    D6,

    /** The producer does not wait for all replicas, so that a leader that is lost leaves a gap. */
    D7,

    /** The producer gives up early, which fails the task, and everything since its last commit is sent again. */
    D8,

    /** The source cluster has exactly-once support, the target does not. */
    D9,

    /** Transaction boundaries, or the topic for the offsets of one source, are different on the target. */
    D10,

    /** A sink reads records of aborted transactions. */
    D11,

    /** A sink without a valid offset goes on at the end of a topic. */
    D12,

    /** A sink writes in such a way that a record that is delivered again is there twice. */
    D13,

    /** Two sinks are in one consumer group. */
    D14,

    /** Records that fail are left out while offsets advance. */
    D15,

    /** A task that retries does not stop in time. */
    D16,

    /** Replicator begins at the offsets of its consumer group, not at those that were moved. */
    D17,

    /** Replicator gets another name, and with it another consumer group. */
    D18,

    /** Two-way replication copies records back. */
    D19,

    /** MirrorMaker's groups have two writers, or its topics, aliases or offset-syncs are different on the target. */
    D20,

    /** MirrorMaker begins a new partition at its end. */
    D21,

    /** Debezium drops its slot, takes snapshots again, or shares a server id. */
    D22,

    /** A JDBC source reads rows twice, or leaves some out. */
    D23,

    /** Replicator or MirrorMaker has settings with which a slow line causes rebalances. */
    D24,

    /** Another program restarts or resumes the connector. */
    D25,

    /** Tasks had failed before the move, so that there may be duplicates already. */
    D26
}
