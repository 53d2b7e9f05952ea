package io.connectmigrator.lab.moving;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.Database;
import io.connectmigrator.lab.Laboratory;
import java.util.concurrent.atomic.AtomicInteger;

/** Debezium's connector for MariaDB. Its topic prefix has its name, and its schema history a topic of its own. */
record DebeziumMariaDbSource(String version) implements TableSource {

    private static final AtomicInteger SERVER_ID = new AtomicInteger(5400);

    @Override
    public ConnectCluster.Builder installOn(ConnectCluster.Builder workers) {
        return workers.plugin(
                "debezium-mariadb-" + version, "io.debezium:debezium-connector-mariadb:tar.gz:plugin:" + version);
    }

    @Override
    public Database database(Laboratory lab) {
        return lab.mariaDb();
    }

    @Override
    public ConnectorConfig config(Laboratory lab, String name) {
        Database database = database(lab);
        return TableSource.json()
                .with("connector.class", "io.debezium.connector.mariadb.MariaDbConnector")
                .with("database.hostname", database.host())
                .with("database.port", Integer.toString(database.port()))
                .with("database.user", database.user())
                .with("database.password", database.password())
                .with("database.ssl.mode", "disable")
                .with("database.server.id", Integer.toString(SERVER_ID.incrementAndGet()))
                .with("topic.prefix", name)
                .with("poll.interval.ms", "100")
                .with("database.include.list", database.database())
                .with("table.include.list", database.qualified(name))
                .with("schema.history.internal.store.only.captured.tables.ddl", "true")
                .with(
                        "schema.history.internal.kafka.bootstrap.servers",
                        lab.kafka().bootstrapServers())
                .with("schema.history.internal.kafka.topic", name + "-history");
    }

    @Override
    public String topic(Database database, String name, String table) {
        return name + "." + database.qualified(table);
    }

    @Override
    public void release(Database database, String name) {
        // the server knows a connector only as long as that is connected
    }

    @Override
    public String toString() {
        return "Debezium MariaDB " + version;
    }
}
