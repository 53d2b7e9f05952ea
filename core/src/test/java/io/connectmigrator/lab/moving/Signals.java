package io.connectmigrator.lab.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.Database;
import java.util.concurrent.atomic.AtomicInteger;

/** The signal table of a Debezium connector, which starts without reading the existing rows. */
final class Signals implements AutoCloseable {

    private final TableConnector connector;
    private final Database database;
    private final String table;
    private final AtomicInteger count = new AtomicInteger();

    private Signals(TableConnector connector) {
        this.connector = connector;
        this.database = connector.database();
        this.table = database.qualified(connector.name() + "_signals");
    }

    /** Creates the connector and waits until it processes its signals. */
    static Signals to(TableConnector connector, ConnectClient cluster) {
        Signals signals = new Signals(connector);
        signals.start(cluster);
        return signals;
    }

    private void start(ConnectClient cluster) {
        database.execute("CREATE TABLE " + table
                + " (id varchar(42) PRIMARY KEY, type varchar(32) NOT NULL, data varchar(2048))");
        cluster.createConnector(
                connector.name(),
                connector.config(
                        "snapshot.mode",
                        "no_data",
                        "signal.data.collection",
                        table,
                        "table.include.list",
                        database.qualified(connector.name()) + "," + table,
                        "incremental.snapshot.chunk.size",
                        "50"));
        await().atMost(TestedConnector.DEADLINE).untilAsserted(() -> {
            send("log", "{\"message\": \"ready\"}");
            assertThat(cluster.listOffsets(connector.name()).size()).isPositive();
        });
    }

    void takeIncrementalSnapshot() {
        send(
                "execute-snapshot",
                "{\"data-collections\": [\"" + database.qualified(connector.name())
                        + "\"], \"type\": \"incremental\"}");
    }

    private void send(String type, String data) {
        database.execute(
                "INSERT INTO " + table + " VALUES ('" + count.incrementAndGet() + "', '" + type + "', '" + data + "')");
    }

    @Override
    public void close() {
        database.execute("DROP TABLE " + table);
    }
}
