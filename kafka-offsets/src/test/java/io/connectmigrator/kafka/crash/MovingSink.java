package io.connectmigrator.kafka.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceReader;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.lab.moving.TestedConnector;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A sink of two partitions that are written without a pause, and copied to another Kafka cluster if there is one. On the target it has
 * another name, and so a group of its own.
 */
final class MovingSink implements MovingConnector {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int PARTITIONS = 2;
    private static final int OLDER = 37;

    private final String name = "moving-sink-" + COUNT.incrementAndGet();
    private final String topic = "records-for-" + name;
    private final Laboratory lab;
    private final ConnectClient source;
    private final ConnectClient target;
    private final Path output;
    private final KafkaProducer<String, String> producer;
    private final @Nullable Broker elsewhere;
    private final @Nullable KafkaProducer<String, String> copying;
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
    private long next;

    /** @param elsewhere where the records are copied to, or null */
    MovingSink(Laboratory lab, ConnectClient source, ConnectClient target, @Nullable Broker elsewhere) {
        this.lab = lab;
        this.source = source;
        this.target = target;
        this.output = lab.file(name);
        this.producer = producer(lab.kafka());
        this.elsewhere = elsewhere;
        this.copying = elsewhere == null ? null : producer(elsewhere);
    }

    private static KafkaProducer<String, String> producer(Broker kafka) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()), new StringSerializer(), new StringSerializer());
    }

    @Override
    public List<String> names() {
        return List.of(name);
    }

    @Override
    public List<String> renamed() {
        return List.of(name + "-eu");
    }

    @Override
    public void start() {
        lab.kafka().createTopic(topic, PARTITIONS);
        if (elsewhere != null && copying != null) {
            elsewhere.createTopic(topic, PARTITIONS);
            // So the copies have other offsets.
            for (int older = 1; older <= OLDER; older++) {
                write(copying, "older " + older, older);
            }
        }
        var unused = writer.scheduleWithFixedDelay(this::write, 0, 5, TimeUnit.MILLISECONDS);
        source.createConnector(
                name,
                ConnectorConfig.empty()
                        .with("connector.class", "SequenceSink")
                        .with("topics", topic)
                        .with("tasks.max", Integer.toString(PARTITIONS))
                        .with("file", output.toString()));
        await().atMost(TestedConnector.DEADLINE)
                .untilAsserted(() -> assertThat(source.listOffsets(name).size()).isEqualTo(PARTITIONS));
        awaitMoreRecords();
    }

    private void write() {
        String number = Long.toString(next++);
        long now = System.currentTimeMillis();
        write(producer, number, now);
        if (copying != null) {
            write(copying, number, now);
        }
    }

    private void write(KafkaProducer<String, String> to, String number, long timestamp) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            var unused =
                    to.send(new ProducerRecord<>(topic, partition, timestamp, Integer.toString(partition), number));
        }
    }

    @Override
    public void awaitMoreRecords() {
        long enough = tally().records() + 20;
        await().atMost(TestedConnector.DEADLINE)
                .untilAsserted(() -> assertThat(tally().records()).isGreaterThanOrEqualTo(enough));
    }

    @Override
    public SequenceTally tally() {
        return SequenceReader.sinkFile(output);
    }

    @Override
    public void close() {
        writer.shutdownNow();
        producer.close();
        if (copying != null) {
            copying.close();
        }
        delete(source, name);
        renamed().forEach(renamed -> delete(target, renamed));
        deleteTopic(lab.kafka());
        if (elsewhere != null) {
            deleteTopic(elsewhere);
        }
    }

    private void deleteTopic(Broker kafka) {
        try (Admin admin = kafka.admin()) {
            admin.deleteTopics(List.of(topic));
        }
    }

    private static void delete(ConnectClient cluster, String connector) {
        if (cluster.findConnector(connector).isPresent()) {
            cluster.deleteConnector(connector);
        }
    }
}
