package io.connectmigrator.lab.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.PostgresServer;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import java.util.concurrent.atomic.AtomicInteger;

/** A Debezium connector that reads a numbered table of PostgreSQL, and the two clusters that it is to move between. */
public final class DebeziumConnector implements AutoCloseable {

    /** The artifact of its plugin. */
    public static final String PLUGIN = "io.debezium:debezium-connector-postgres:3.6.1.Final";

    private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Laboratory lab;
    private final ConnectClient source;
    private final ConnectClient target;
    private final String name = "rows_" + COUNT.incrementAndGet();
    private final NumberedTable table;

    /** Makes an empty table, and no connector. */
    public DebeziumConnector(Laboratory lab, ConnectClient source, ConnectClient target) {
        this.lab = lab;
        this.source = source;
        this.target = target;
        this.table = NumberedTable.create(lab.postgres(), name);
    }

    /** {@return the name of the connector, of its topic prefix, slot and publication} */
    public String name() {
        return name;
    }

    /** {@return the table that it reads} */
    public NumberedTable table() {
        return table;
    }

    /** {@return a config, with whatever else is given as key and value} */
    public ConnectorConfig config(String... more) {
        PostgresServer postgres = lab.postgres();
        ConnectorConfig config = ConnectorConfig.empty()
                .with("connector.class", "io.debezium.connector.postgresql.PostgresConnector")
                .with("plugin.name", "pgoutput")
                .with("database.hostname", postgres.host())
                .with("database.port", Integer.toString(postgres.port()))
                .with("database.user", postgres.user())
                .with("database.password", "any")
                .with("database.dbname", postgres.database())
                .with("topic.prefix", name)
                .with("slot.name", name)
                .with("slot.retry.delay.ms", "500")
                .with("poll.interval.ms", "100")
                .with("publication.name", name)
                .with("publication.autocreate.mode", "filtered")
                .with("table.include.list", "public." + table.name())
                .with("key.converter", JSON)
                .with("key.converter.schemas.enable", "false")
                .with("value.converter", JSON)
                .with("value.converter.schemas.enable", "false");
        for (int i = 0; i < more.length; i += 2) {
            config = config.with(more[i], more[i + 1]);
        }
        return config;
    }

    /** Creates the connector on the source with {@link #config} and waits until it has read every row. */
    public DebeziumConnector running(String... more) {
        source.createConnector(name, config(more));
        awaitAllRows();
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> source.listOffsets(name).size() > 0);
        return this;
    }

    /** {@return a plan to move it, to be completed} */
    public MigrationPlanBuilder planning() {
        return MigrationPlan.builder().from(source).to(target).connectors(name);
    }

    /** {@return what is in the topic of its table by now} */
    public SequenceTally tally() {
        return lab.rowReader().topic(name + ".public." + table.name());
    }

    /** Waits until the topic has as many records as the table has rows by now. */
    public void awaitAllRows() {
        awaitRecords(table.rows());
    }

    /** Waits until the connector, wherever it runs, has read more rows than it has by now. */
    public void awaitMoreRecords() {
        awaitRecords(tally().records() + 100);
    }

    private void awaitRecords(long records) {
        await().atMost(TestedConnector.DEADLINE)
                .untilAsserted(() -> assertThat(tally().records()).isGreaterThanOrEqualTo(records));
    }

    /** No row is written any more, and each is in the topic once. */
    public void assertExactlyOnce() {
        table.stopWriting();
        awaitAllRows();
        assertThat(tally()).matches(SequenceTally::exactlyOnce);
        assertThat(tally().records()).isEqualTo(table.rows());
    }

    /** Deletes the connector, wherever it is and also if it was given a longer name, and all that it has in the database. */
    @Override
    public void close() {
        table.stopWriting();
        for (ConnectClient cluster : new ConnectClient[] {source, target}) {
            cluster.listConnectors().stream()
                    .filter(each -> each.equals(name) || each.startsWith(name + "_"))
                    .forEach(cluster::deleteConnector);
        }
        String slot = " FROM pg_replication_slots WHERE slot_name = '" + name + "'";
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> lab.postgres().queryNumber("SELECT count(*)" + slot + " AND active") == 0);
        lab.postgres().execute("SELECT pg_drop_replication_slot(slot_name)" + slot);
        lab.postgres().execute("DROP PUBLICATION IF EXISTS " + name);
        table.close();
    }
}
