package io.connectmigrator.lab.moving;

import io.connectmigrator.lab.ConnectCluster;
import java.util.List;

/** The kinds of connectors that the laboratory can run on a real database. */
public final class TableSources {

    /** Debezium's connector for PostgreSQL. */
    public static final TableSource DEBEZIUM_POSTGRES = new DebeziumPostgresSource("3.6.1.Final");

    /** An older release of Debezium's connector for PostgreSQL. */
    public static final TableSource OLDER_DEBEZIUM_POSTGRES = new DebeziumPostgresSource("3.4.3.Final");

    /** Debezium's connector for MariaDB. */
    public static final TableSource DEBEZIUM_MARIADB = new DebeziumMariaDbSource("3.4.0.Final");

    /** An older release of Debezium's connector for MariaDB. */
    public static final TableSource OLDER_DEBEZIUM_MARIADB = new DebeziumMariaDbSource("3.2.0.Final");

    /** A JDBC source that goes by the number of the rows, on PostgreSQL. */
    public static final TableSource JDBC_INCREMENTING = new JdbcTableSource("incrementing");

    /** A JDBC source that goes by the time of the rows, on PostgreSQL. */
    public static final TableSource JDBC_TIMESTAMP = new JdbcTableSource("timestamp");

    /** One of each kind, the newest of several releases. */
    public static final List<TableSource> ALL =
            List.of(DEBEZIUM_POSTGRES, JDBC_INCREMENTING, JDBC_TIMESTAMP, DEBEZIUM_MARIADB);

    private TableSources() {}

    /** Adds the plugins of all to the workers. */
    public static ConnectCluster.Builder installOn(ConnectCluster.Builder workers) {
        // the JDBC source is one plugin, whatever its mode
        DEBEZIUM_POSTGRES.installOn(workers);
        JDBC_INCREMENTING.installOn(workers);
        return DEBEZIUM_MARIADB.installOn(workers);
    }
}
