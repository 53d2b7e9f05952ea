package io.connectmigrator.lab.moving;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.Database;
import io.connectmigrator.lab.Laboratory;
import java.util.List;
import java.util.Map;

/** A stand-in for the JDBC source, in one of its modes. */
record JdbcTableSource(String mode) implements TableSource {

    private static final String CLASS = "io.confluent.connect.jdbc.JdbcSourceConnector";

    @Override
    public ConnectCluster.Builder installOn(ConnectCluster.Builder workers) {
        return workers.plugin(
                "jdbc-source",
                List.of(
                        CLASS,
                        CLASS.replace("Connector", "Task"),
                        CLASS.replace("Connector", "Task$Table"),
                        CLASS.replace("JdbcSourceConnector", "RowOrder")),
                Map.of("org.apache.kafka.connect.source.SourceConnector", CLASS),
                "org.postgresql:postgresql:42.7.10");
    }

    @Override
    public Database database(Laboratory lab) {
        return lab.postgres();
    }

    @Override
    public ConnectorConfig config(Laboratory lab, String name) {
        Database database = database(lab);
        return TableSource.json()
                .with("connector.class", CLASS)
                .with(
                        "connection.url",
                        "jdbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.database())
                .with("connection.user", database.user())
                .with("connection.password", database.password())
                .with("mode", mode)
                .with("incrementing.column.name", mode.contains("incrementing") ? "id" : "")
                .with("timestamp.column.name", timestampColumn())
                .with("table.whitelist", database.qualified(name))
                .with("topic.prefix", name + "-")
                .with("batch.max.rows", "100")
                .with("poll.interval.ms", "100");
    }

    /** Many rows share a time only where the number of a row decides between them. */
    private String timestampColumn() {
        return switch (mode) {
            case "timestamp" -> "written";
            case "timestamp+incrementing" -> "millisecond";
            default -> "";
        };
    }

    @Override
    public String topic(Database database, String name, String table) {
        return name + "-" + table;
    }

    @Override
    public void release(Database database, String name) {
        // it leaves nothing
    }

    @Override
    public boolean supports(MoveCase moveCase) {
        return moveCase != MoveCase.INCREMENTAL_SNAPSHOT && TableSource.super.supports(moveCase);
    }

    @Override
    public String toString() {
        return "JDBC source, " + mode;
    }
}
