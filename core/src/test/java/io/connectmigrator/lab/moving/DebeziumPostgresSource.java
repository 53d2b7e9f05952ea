package io.connectmigrator.lab.moving;

import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.Database;
import io.connectmigrator.lab.Laboratory;

/** Debezium's connector for PostgreSQL. Its topic prefix, slot and publication have its name. */
record DebeziumPostgresSource(String version) implements TableSource {

    @Override
    public ConnectCluster.Builder installOn(ConnectCluster.Builder workers) {
        return workers.plugin("debezium-postgres-" + version, "io.debezium:debezium-connector-postgres:" + version);
    }

    @Override
    public Database database(Laboratory lab) {
        return lab.postgres();
    }

    @Override
    public ConnectorConfig config(Laboratory lab, String name) {
        Database database = database(lab);
        return TableSource.json()
                .with("connector.class", "io.debezium.connector.postgresql.PostgresConnector")
                .with("plugin.name", "pgoutput")
                .with("database.hostname", database.host())
                .with("database.port", Integer.toString(database.port()))
                .with("database.user", database.user())
                .with("database.password", database.password())
                .with("database.dbname", database.database())
                .with("topic.prefix", name)
                .with("slot.name", name)
                .with("slot.retry.delay.ms", "500")
                .with("poll.interval.ms", "100")
                .with("publication.name", name)
                .with("publication.autocreate.mode", "filtered")
                .with("table.include.list", database.qualified(name));
    }

    @Override
    public String topic(Database database, String name, String table) {
        return name + "." + database.qualified(table);
    }

    @Override
    public void release(Database database, String name) {
        String slot = " FROM pg_replication_slots WHERE slot_name = '" + name + "'";
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> database.queryNumber("SELECT count(*)" + slot + " AND active") == 0);
        database.execute("SELECT pg_drop_replication_slot(slot_name)" + slot);
        database.execute("DROP PUBLICATION IF EXISTS " + name);
    }

    @Override
    public String toString() {
        return "Debezium PostgreSQL " + version;
    }
}
