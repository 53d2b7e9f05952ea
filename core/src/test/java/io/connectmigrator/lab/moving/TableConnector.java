package io.connectmigrator.lab.moving;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.lab.Database;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceTally;
import java.util.concurrent.atomic.AtomicInteger;

/** A connector that reads a numbered table, and writes a record for each row to a topic. */
public final class TableConnector extends MovingConnector {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Laboratory lab;
    private final TableSource kind;
    private final Database database;
    private final NumberedTable table;

    /** Makes an empty table, and no connector. */
    public TableConnector(Laboratory lab, TableSource kind, ConnectClient source, ConnectClient target) {
        super("rows_" + COUNT.incrementAndGet(), source, target);
        this.lab = lab;
        this.kind = kind;
        this.database = kind.database(lab);
        this.table = NumberedTable.create(database, name());
    }

    /** {@return the table that it reads, which has its name} */
    public NumberedTable table() {
        return table;
    }

    /** {@return the server that has the table} */
    Database database() {
        return database;
    }

    @Override
    ConnectorConfig ownConfig() {
        return kind.config(lab, name());
    }

    @Override
    int partitions() {
        return 1;
    }

    @Override
    public void write(int records) {
        table.insert(records);
    }

    @Override
    void startWriting() {
        table.startWriting();
    }

    @Override
    void stopWriting() {
        table.stopWriting();
    }

    @Override
    public long written() {
        return table.rows();
    }

    @Override
    public SequenceTally tally() {
        return lab.rowReader().topic(kind.topic(database, name(), table.name()));
    }

    @Override
    void release() {
        kind.release(database, name());
        table.close();
    }
}
