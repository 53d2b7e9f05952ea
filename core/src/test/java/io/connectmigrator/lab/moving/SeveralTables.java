package io.connectmigrator.lab.moving;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.lab.Database;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.Partitions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** A JDBC source of several numbered tables, each of which has a topic. */
public final class SeveralTables extends DivisibleConnector {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Laboratory lab;
    private final TableSource kind;
    private final Database database;
    private final List<NumberedTable> tables;

    /** Makes this many empty tables, and no connector. */
    public SeveralTables(Laboratory lab, TableSource kind, ConnectClient source, ConnectClient target, int tables) {
        super("tables_" + COUNT.incrementAndGet(), source, target, tables);
        this.lab = lab;
        this.kind = kind;
        this.database = kind.database(lab);
        this.tables = IntStream.range(0, tables)
                .mapToObj(i -> NumberedTable.create(database, name() + "_t" + i))
                .toList();
    }

    /** {@return its tables} */
    public List<NumberedTable> tables() {
        return tables;
    }

    @Override
    public ConnectorConfig configOf(int from, int to) {
        return kind.config(lab, name())
                .with("table.whitelist", String.join(",", names(from, to)))
                .with("tasks.max", Integer.toString(to - from));
    }

    @Override
    Predicate<ConnectorOffset> offsetsOf(int from, int to) {
        return Partitions.tables(names(from, to));
    }

    private String[] names(int from, int to) {
        return tables.subList(from, to).stream()
                .map(table -> database.qualified(table.name()))
                .toArray(String[]::new);
    }

    @Override
    int partitions() {
        return tables.size();
    }

    @Override
    boolean keepsOrder() {
        return true;
    }

    @Override
    public void write(int records) {
        tables.forEach(table -> table.insert((records + tables.size() - 1) / tables.size()));
    }

    @Override
    void startWriting() {
        tables.forEach(NumberedTable::startWriting);
    }

    @Override
    void stopWriting() {
        tables.forEach(NumberedTable::stopWriting);
    }

    @Override
    public long written() {
        return tables.stream().mapToLong(NumberedTable::rows).sum();
    }

    @Override
    public SequenceTally tally() {
        return lab.rowReader()
                .topics(tables.stream()
                        .map(table -> kind.topic(database, name(), table.name()))
                        .toList());
    }

    @Override
    void release() {
        kind.release(database, name());
        tables.forEach(NumberedTable::close);
    }
}
