package io.connectmigrator.family;

/** How the offsets of a connector are divided, which says whether it can be merged, split or forked. */
public enum OffsetPartitioning {
    /**
     * Each topic, table, file or database has an offset of its own, and the config can name several of them. Such connectors are merged and
     * split by partition.
     */
    BY_PARTITION,
    /**
     * One position in one log is the offset of everything that the connector reads, such as that of a Debezium connector for PostgreSQL.
     * Two of them cannot become one. One can be forked: each child gets the whole offset, and reads only some of the tables.
     */
    ONE_POSITION,
    /**
     * There is one partition, and the config cannot name two, such as a query of a JDBC source, a queue or a file. Such connectors can
     * neither be merged nor split nor forked.
     */
    INDIVISIBLE,
    /** The connector keeps no offsets, so that only its config is merged or split. */
    NONE
}
