package io.confluent.connect.jdbc;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/**
 * Asks one table after the other for the rows beyond its offset, in order, and waits {@code poll.interval.ms} when none has any. The offset of
 * a record is that of its row.
 */
public final class JdbcSourceTask extends SourceTask {

    private static final long LONGEST_WAIT = TimeUnit.MILLISECONDS.toNanos(100);

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Deque<Table> tables = new ArrayDeque<>();
    private @Nullable AbstractConfig settings;
    private @Nullable Connection connection;
    private long nextPoll = System.nanoTime();

    /** Made by the worker. */
    public JdbcSourceTask() {}

    @Override
    public void start(Map<String, String> properties) {
        AbstractConfig settings = new AbstractConfig(JdbcSourceConnector.SETTINGS, properties, false);
        this.settings = settings;
        for (String name : settings.getList("table.whitelist")) {
            Map<String, String> partition = partition(name, settings.getString("stand.in.protocol"));
            Map<String, Object> found = context.offsetStorageReader().offset(partition);
            tables.add(new Table(name, partition, found == null ? Map.of() : found));
        }
        connection = connect(settings);
    }

    private static Map<String, String> partition(String table, String protocol) {
        Map<String, String> partition = new HashMap<>();
        boolean isEarly = protocol.equals("0");
        partition.put("table", isEarly ? unqualified(table) : table);
        if (!isEarly) {
            partition.put("protocol", protocol);
        }
        return partition;
    }

    private static String unqualified(String table) {
        return table.substring(table.lastIndexOf('.') + 1);
    }

    private static Connection connect(AbstractConfig settings) {
        Properties user = new Properties();
        user.setProperty("user", settings.getString("connection.user"));
        user.setProperty("password", settings.getPassword("connection.password").value());
        try {
            Driver driver = (Driver) JdbcSourceTask.class
                    .getClassLoader()
                    .loadClass("org.postgresql.Driver")
                    .getConstructor()
                    .newInstance();
            return driver.connect(settings.getString("connection.url"), user);
        } catch (SQLException | ReflectiveOperationException e) {
            throw new ConnectException("connecting failed", e);
        }
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        AbstractConfig settings = this.settings;
        Connection connection = this.connection;
        if (settings == null || connection == null) {
            return null;
        }
        long left = nextPoll - System.nanoTime();
        if (left > 0) {
            // A stop waits until this returns.
            stopped.await(Math.min(left, LONGEST_WAIT), TimeUnit.NANOSECONDS);
            return null;
        }
        for (int i = 0; i < tables.size(); i++) {
            Table next = tables.remove();
            tables.add(next);
            List<SourceRecord> records = read(next, settings, connection);
            if (!records.isEmpty()) {
                return records;
            }
        }
        nextPoll = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(settings.getLong("poll.interval.ms"));
        return null;
    }

    private static List<SourceRecord> read(Table table, AbstractConfig settings, Connection connection) {
        RowOrder order = RowOrder.of(
                settings.getString("mode"),
                settings.getString("timestamp.column.name"),
                settings.getString("incrementing.column.name"));
        String query = order.queryBeyond(table.name, settings.getInt("batch.max.rows"));
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            order.bind(statement, table.offset);
            try (ResultSet rows = statement.executeQuery()) {
                return records(table, rows, order, settings.getString("topic.prefix"));
            }
        } catch (SQLException e) {
            throw new ConnectException(query + " failed", e);
        }
    }

    private static List<SourceRecord> records(Table table, ResultSet rows, RowOrder order, String prefix)
            throws SQLException {
        String topic = prefix + unqualified(table.name);
        Schema schema = schema(rows.getMetaData());
        List<SourceRecord> records = new ArrayList<>();
        while (rows.next()) {
            table.offset = order.offsetOf(rows);
            records.add(new SourceRecord(table.partition, table.offset, topic, schema, row(rows, schema)));
        }
        return records;
    }

    private static Schema schema(ResultSetMetaData columns) throws SQLException {
        SchemaBuilder schema = SchemaBuilder.struct();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            schema.field(
                    columns.getColumnName(i),
                    columns.getColumnType(i) == Types.BIGINT
                            ? Schema.OPTIONAL_INT64_SCHEMA
                            : Schema.OPTIONAL_STRING_SCHEMA);
        }
        return schema.build();
    }

    private static Struct row(ResultSet rows, Schema schema) throws SQLException {
        Struct row = new Struct(schema);
        for (org.apache.kafka.connect.data.Field field : schema.fields()) {
            row.put(
                    field,
                    field.schema() == Schema.OPTIONAL_INT64_SCHEMA
                            ? (Object) rows.getLong(field.name())
                            : rows.getString(field.name()));
        }
        return row;
    }

    @Override
    public void stop() {
        stopped.countDown();
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new ConnectException("closing the connection failed", e);
        }
    }

    @Override
    public String version() {
        return "10";
    }

    /** A table and how far it was read. */
    private static final class Table {

        private final String name;
        private final Map<String, String> partition;
        private Map<String, Object> offset;

        Table(String name, Map<String, String> partition, Map<String, Object> offset) {
            this.name = name;
            this.partition = partition;
            this.offset = offset;
        }
    }
}
