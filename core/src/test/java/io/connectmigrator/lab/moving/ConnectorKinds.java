package io.connectmigrator.lab.moving;

import io.connectmigrator.lab.ConnectCluster;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The kinds of connectors whose moves are counted: on real databases, and between real Kafka clusters. */
public final class ConnectorKinds {

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

    /** A JDBC source that goes by the time of the rows, and by their number where times are equal, on PostgreSQL. */
    public static final TableSource JDBC_TIMESTAMP_INCREMENTING = new JdbcTableSource("timestamp+incrementing");

    /** The same of several tables, which can be several connectors. */
    public static final ConnectorKind JDBC_INCREMENTING_OF_MANY = new SeveralTablesSource(JDBC_INCREMENTING, 5);

    /** The same of several tables, which can be several connectors. */
    public static final ConnectorKind JDBC_TIMESTAMP_OF_MANY = new SeveralTablesSource(JDBC_TIMESTAMP, 5);

    /** Debezium's JDBC sink, on PostgreSQL. */
    public static final ConnectorKind DEBEZIUM_JDBC_SINK = new JdbcTableSink("3.5.0.Final");

    /** An older release of Debezium's JDBC sink. */
    public static final ConnectorKind OLDER_DEBEZIUM_JDBC_SINK = new JdbcTableSink("3.2.0.Final");

    /** Debezium's JDBC sink with several topics, which can be several connectors. */
    public static final ConnectorKind DEBEZIUM_JDBC_SINK_OF_MANY = new SeveralTablesSink(DEBEZIUM_JDBC_SINK, 5);

    /** A mirror of many topics. */
    public static final ConnectorKind MIRROR_OF_MANY = new MirrorSource(200, 2);

    /** A mirror of which several can run at once. */
    public static final ConnectorKind MIRROR_OF_FEW = new MirrorSource(20, 2);

    /** One of each kind, the newest of several releases. */
    public static final List<ConnectorKind> ALL = List.of(
            DEBEZIUM_POSTGRES,
            JDBC_INCREMENTING,
            JDBC_TIMESTAMP,
            JDBC_TIMESTAMP_INCREMENTING,
            DEBEZIUM_MARIADB,
            DEBEZIUM_JDBC_SINK,
            JDBC_INCREMENTING_OF_MANY,
            JDBC_TIMESTAMP_OF_MANY,
            DEBEZIUM_JDBC_SINK_OF_MANY,
            MIRROR_OF_MANY,
            MIRROR_OF_FEW);

    private ConnectorKinds() {}

    /**
     * {@return those that can be in a case between such clusters, of these only those in whose description the pattern {@code moves},
     * a system property, is found}
     */
    public static Stream<ConnectorKind> in(MoveCase moveCase, String clusters) {
        Pattern asked = Pattern.compile(System.getProperty("moves", ""));
        return ALL.stream()
                .filter(kind -> kind.supports(moveCase))
                .filter(kind ->
                        asked.matcher(kind + ": " + moveCase + ", " + clusters).find());
    }

    /** Adds the plugins of all to the workers. */
    public static ConnectCluster.Builder installOn(ConnectCluster.Builder workers) {
        // the JDBC source is one plugin, whatever its mode
        DEBEZIUM_POSTGRES.installOn(workers);
        JDBC_INCREMENTING.installOn(workers);
        DEBEZIUM_JDBC_SINK.installOn(workers);
        return DEBEZIUM_MARIADB.installOn(workers);
    }
}
