package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.Mirror;
import io.connectmigrator.lab.moving.TestedConnector;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Kafka's own mirror, which copies topics of one Kafka cluster to another, moves in the middle of a stream. */
@ExtendWith(SharedLaboratory.class)
class MirrorIT {

    private static final List<String> TOPICS = List.of("plants", "lines", "machines");
    private static final int PARTITIONS = 4;

    private final Laboratory lab;
    private final Broker origin;

    MirrorIT(Laboratory lab) {
        this.lab = lab;
        this.origin = lab.kafka("origin");
    }

    @Test
    void the_mirrored_topics_hold_each_record_once() throws InterruptedException {
        TOPICS.forEach(topic -> origin.createTopic(topic, PARTITIONS));
        ConnectCluster from = lab.cluster("source", KafkaVersion.V4_3_1);
        ConnectCluster to = lab.cluster("target", KafkaVersion.V4_3_1);
        ConnectClient source = TestedConnector.client(from);
        ConnectClient target = TestedConnector.client(to);
        AtomicBoolean enough = new AtomicBoolean();
        Thread stream = new Thread(() -> writeUntil(enough));
        stream.start();
        try {
            source.createConnector("mirror", Mirror.config(origin, lab.kafka(), TOPICS));
            awaitMirrored(200);

            MigrationReport report = Migrator.create()
                    .migrate(MigrationPlan.builder()
                            .from(source)
                            .to(target)
                            .connectors("mirror")
                            .build());

            assertThat(report).matches(MigrationReport::succeeded);
            assertThat(report.connectors().get(0).offsetsMoved()).isEqualTo(TOPICS.size() * PARTITIONS);
            TOPICS.forEach(topic -> awaitMirrored(topic, mirrored(topic).records() + 200));
        } finally {
            enough.set(true);
            stream.join();
        }
        for (String topic : TOPICS) {
            awaitMirrored(topic, lab.reader(origin).topic(topic).records());
            assertThat(mirrored(topic)).matches(SequenceTally::exactlyOnce);
        }
        target.deleteConnector("mirror");
        source.deleteConnector("mirror");
    }

    /** One sequence for each partition of each topic, so that the order within it is that of the partition. */
    private void writeUntil(AtomicBoolean enough) {
        try (Producer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", origin.bootstrapServers(), "linger.ms", "5"),
                new StringSerializer(),
                new StringSerializer())) {
            for (long number = 0; !enough.get(); number++) {
                for (String topic : TOPICS) {
                    for (int partition = 0; partition < PARTITIONS; partition++) {
                        var unused = producer.send(
                                new ProducerRecord<>(topic, partition, topic + "-" + partition, "" + number));
                    }
                }
                producer.flush();
            }
        }
    }

    private void awaitMirrored(long records) {
        TOPICS.forEach(topic -> awaitMirrored(topic, records));
    }

    private void awaitMirrored(String topic, long records) {
        await().atMost(TestedConnector.DEADLINE)
                .untilAsserted(() -> assertThat(mirrored(topic).records()).isGreaterThanOrEqualTo(records));
    }

    private SequenceTally mirrored(String topic) {
        return lab.reader().topic(Mirror.copyOf(topic));
    }
}
