package io.connectmigrator.lab.moving;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.PostgresServer;
import io.connectmigrator.lab.SequenceTally;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A table without a key, to which Debezium's JDBC sink adds a row for each record of a topic, whether or not there is one
 * already: what was delivered twice is there twice.
 */
final class SunkTable extends MovingConnector {

    private static final int PARTITIONS = 3;
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String RECORD =
            "{\"schema\":{\"type\":\"struct\",\"optional\":false,\"name\":\"row\",\"fields\":["
                    + "{\"field\":\"id\",\"type\":\"int64\",\"optional\":false}]},\"payload\":{\"id\":%d}}";

    private final PostgresServer server;
    private final Broker kafka;
    private final AtomicLong records = new AtomicLong();
    private final RecordWriter writer;

    /** Creates the table and its topic, and no sink. */
    SunkTable(Laboratory lab, ConnectClient source, ConnectClient target) {
        super("sunk_" + COUNT.incrementAndGet(), source, target);
        this.server = lab.postgres();
        this.kafka = lab.kafka();
        server.execute("CREATE TABLE " + name() + " (id bigint)");
        kafka.createTopic(name(), PARTITIONS);
        this.writer = new RecordWriter(kafka, Duration.ofMillis(1), this::writeOne);
    }

    @Override
    ConnectorConfig ownConfig() {
        return config(server)
                .with("topics", name())
                .with("tasks.max", Integer.toString(PARTITIONS))
                .with("collection.name.format", server.qualified(name()));
    }

    /** {@return the config of such a sink, without its topics and tables} */
    static ConnectorConfig config(PostgresServer server) {
        return ConnectorConfig.empty()
                .with("connector.class", "io.debezium.connector.jdbc.JdbcSinkConnector")
                .with("connection.url", server.jdbcUrl())
                .with("connection.username", server.user())
                .with("connection.password", server.password())
                .with("insert.mode", "insert")
                .with("primary.key.mode", "none")
                .with("schema.evolution", "none")
                .with("value.converter", "org.apache.kafka.connect.json.JsonConverter");
    }

    @Override
    int partitions() {
        return PARTITIONS;
    }

    private void writeOne(Producer<String, String> producer) {
        long number = records.getAndIncrement();
        var unused = producer.send(row(name(), (int) (number % PARTITIONS), number));
    }

    /** {@return a record that becomes a row with a number} */
    static ProducerRecord<String, String> row(String topic, int partition, long number) {
        return new ProducerRecord<>(topic, partition, null, RECORD.replace("%d", "" + number));
    }

    @Override
    public void write(int count) {
        writer.write(count);
    }

    @Override
    void startWriting() {
        writer.start();
    }

    @Override
    void stopWriting() {
        writer.stop();
    }

    @Override
    public long written() {
        return records.get();
    }

    @Override
    public SequenceTally tally() {
        return SequenceTally.of(name(), server.queryNumbers("SELECT id FROM " + name()));
    }

    @Override
    void release() {
        server.execute("DROP TABLE " + name());
        kafka.deleteTopics(List.of(name()));
    }
}
