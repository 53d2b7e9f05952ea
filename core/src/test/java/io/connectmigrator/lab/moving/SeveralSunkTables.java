package io.connectmigrator.lab.moving;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.PostgresServer;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.lab.SequenceTally.Sequence;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.Partitions;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;

/** Several topics, each with a table of its name without a key, to which Debezium's JDBC sink adds a row for each record. */
final class SeveralSunkTables extends DivisibleConnector {

    private static final int PARTITIONS = 2;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final PostgresServer server;
    private final Broker kafka;
    private final List<String> topics;
    private final AtomicLong numbers = new AtomicLong();
    private final RecordWriter writer;

    /** Creates this many topics and their tables, and no sink. */
    SeveralSunkTables(Laboratory lab, ConnectClient source, ConnectClient target, int topics) {
        super("sinks_" + COUNT.incrementAndGet(), source, target, topics);
        this.server = lab.postgres();
        this.kafka = lab.kafka();
        this.topics =
                IntStream.range(0, topics).mapToObj(i -> name() + "_t" + i).toList();
        this.topics.forEach(topic -> {
            server.execute("CREATE TABLE " + topic + " (id bigint)");
            kafka.createTopic(topic, PARTITIONS);
        });
        this.writer = new RecordWriter(kafka, Duration.ofMillis(2), this::writeOneToEach);
    }

    @Override
    public ConnectorConfig configOf(int from, int to) {
        return SunkTable.config(server)
                .with("topics", String.join(",", names(from, to)))
                .with("tasks.max", Integer.toString(to - from))
                .with("collection.name.format", server.qualified("${topic}"));
    }

    @Override
    Predicate<ConnectorOffset> offsetsOf(int from, int to) {
        return Partitions.topics(names(from, to));
    }

    private String[] names(int from, int to) {
        return topics.subList(from, to).toArray(String[]::new);
    }

    @Override
    int partitions() {
        return topics.size() * PARTITIONS;
    }

    private void writeOneToEach(Producer<String, String> producer) {
        long number = numbers.getAndIncrement();
        for (String topic : topics) {
            var unused = producer.send(SunkTable.row(topic, (int) (number % PARTITIONS), number));
        }
    }

    @Override
    public void write(int records) {
        writer.write(Math.max(PARTITIONS, records / topics.size()));
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
        return numbers.get() * topics.size();
    }

    @Override
    public SequenceTally tally() {
        SortedMap<String, Sequence> sequences = new TreeMap<>();
        topics.forEach(topic -> sequences.putAll(SequenceTally.of(topic, server.queryNumbers("SELECT id FROM " + topic))
                .sequences()));
        return new SequenceTally(sequences);
    }

    @Override
    void release() {
        topics.forEach(topic -> server.execute("DROP TABLE " + topic));
        kafka.deleteTopics(topics);
    }
}
