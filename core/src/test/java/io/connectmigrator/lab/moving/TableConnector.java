package io.connectmigrator.lab.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.lab.Database;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import java.util.concurrent.atomic.AtomicInteger;

/** A connector that reads a numbered table, and the two clusters that it is to move between. */
public final class TableConnector implements AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Laboratory lab;
    private final TableSource kind;
    private final ConnectClient source;
    private final ConnectClient target;
    private final String name = "rows_" + COUNT.incrementAndGet();
    private final Database database;
    private final NumberedTable table;

    /** Makes an empty table, and no connector. */
    public TableConnector(Laboratory lab, TableSource kind, ConnectClient source, ConnectClient target) {
        this.lab = lab;
        this.kind = kind;
        this.source = source;
        this.target = target;
        this.database = kind.database(lab);
        this.table = NumberedTable.create(database, name);
    }

    /** {@return the name of the connector and of its table} */
    public String name() {
        return name;
    }

    /** {@return the table that it reads} */
    public NumberedTable table() {
        return table;
    }

    /** {@return the server that has the table} */
    public Database database() {
        return database;
    }

    /** {@return a config, with whatever else is given as key and value} */
    public ConnectorConfig config(String... more) {
        ConnectorConfig config = kind.config(lab, name);
        for (int i = 0; i < more.length; i += 2) {
            config = config.with(more[i], more[i + 1]);
        }
        return config;
    }

    /** Creates the connector on the source with {@link #config} and waits until it has read every row. */
    public TableConnector running(String... more) {
        source.createConnector(name, config(more));
        awaitAllRows();
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> source.listOffsets(name).size() > 0);
        return this;
    }

    /** Lets rows be written from now on, and waits until the connector has read some of them. */
    public TableConnector whileRowsAreWritten() {
        table.startWriting();
        awaitMoreRecords();
        return this;
    }

    /** {@return a plan to move it, to be completed} */
    public MigrationPlanBuilder planning() {
        return MigrationPlan.builder().from(source).to(target).connectors(name);
    }

    /** {@return what is in the topic of its table by now} */
    public SequenceTally tally() {
        return lab.rowReader().topic(kind.topic(database, name, table.name()));
    }

    /** Waits until the topic has as many records as the table has rows by now. */
    public void awaitAllRows() {
        awaitRecords(table.rows());
    }

    /** Waits until the connector, wherever it runs, has read more rows than it has by now. */
    public void awaitMoreRecords() {
        awaitRecords(tally().records() + 100);
    }

    /** Waits until there are so many records in the topic. */
    public void awaitRecords(long records) {
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
        kind.release(database, name);
        table.close();
    }
}
