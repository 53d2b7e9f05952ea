package io.connectmigrator.lab.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.PostgresServer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A table without a key, to which Debezium's JDBC sink adds a row for each record of a topic, whether or not there is one
 * already: what was delivered twice is there twice.
 */
public final class SunkTable implements AutoCloseable {

    /** How many partitions the topic has. */
    public static final int PARTITIONS = 3;

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String RECORD =
            "{\"schema\":{\"type\":\"struct\",\"optional\":false,\"name\":\"row\",\"fields\":["
                    + "{\"field\":\"id\",\"type\":\"int64\",\"optional\":false}]},\"payload\":{\"id\":%d}}";

    private final PostgresServer server;
    private final String name = "sunk_" + COUNT.incrementAndGet();
    private final AtomicLong records = new AtomicLong();
    private final RecordWriter writer;

    /** Creates the table and its topic, and begins to write to the topic. */
    public SunkTable(Laboratory lab) {
        this.server = lab.postgres();
        server.execute("CREATE TABLE " + name + " (id bigint)");
        lab.kafka().createTopic(name, PARTITIONS);
        this.writer = new RecordWriter(lab.kafka(), name, Duration.ofMillis(1), this::writeOne);
        writer.start();
    }

    /** Adds the plugin of the sink to the workers. */
    public static ConnectCluster.Builder installOn(ConnectCluster.Builder workers) {
        return workers.plugin("debezium-jdbc", "io.debezium:debezium-connector-jdbc:tar.gz:plugin:3.5.0.Final");
    }

    /** {@return the name of the table, its topic and its sink} */
    public String name() {
        return name;
    }

    /** {@return the config of the sink} */
    public ConnectorConfig config() {
        return ConnectorConfig.empty()
                .with("connector.class", "io.debezium.connector.jdbc.JdbcSinkConnector")
                .with("topics", name)
                .with("tasks.max", Integer.toString(PARTITIONS))
                .with("connection.url", server.jdbcUrl())
                .with("connection.username", server.user())
                .with("connection.password", server.password())
                .with("insert.mode", "insert")
                .with("primary.key.mode", "none")
                .with("schema.evolution", "none")
                .with("collection.name.format", server.qualified(name))
                .with("value.converter", "org.apache.kafka.connect.json.JsonConverter");
    }

    private void writeOne(Producer<String, String> producer) {
        long number = records.getAndIncrement();
        var unused = producer.send(
                new ProducerRecord<>(name, (int) (number % PARTITIONS), null, RECORD.replace("%d", "" + number)));
    }

    /** {@return how many rows there are by now} */
    public long rows() {
        return server.queryNumber("SELECT count(*) FROM " + name);
    }

    /** Waits until there are more rows than there are now. */
    public void awaitMoreRows() {
        awaitRows(rows() + 100);
    }

    private void awaitRows(long rows) {
        await().atMost(TestedConnector.DEADLINE)
                .untilAsserted(() -> assertThat(rows()).isGreaterThanOrEqualTo(rows));
    }

    /** No record is written any more, and of each there is one row. */
    public void assertExactlyOnce() {
        writer.close();
        await().atMost(TestedConnector.DEADLINE)
                .untilAsserted(() -> assertThat(server.queryNumber("SELECT count(DISTINCT id) FROM " + name))
                        .isEqualTo(records.get()));
        assertThat(rows()).isEqualTo(records.get());
    }

    @Override
    public void close() {
        writer.close();
        server.execute("DROP TABLE " + name);
    }
}
