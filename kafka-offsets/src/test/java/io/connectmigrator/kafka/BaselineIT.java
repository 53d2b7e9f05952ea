package io.connectmigrator.kafka;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.MirroredTopics;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.report.Baseline;
import io.connectmigrator.report.Measured;
import io.connectmigrator.report.MigrationReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Connectors on real workers are measured before their move and after it; of the sink, every second record cannot be delivered. */
@Order(1)
@ExtendWith(SharedLaboratory.class)
class BaselineIT {

    private static final String SINK = "measured";
    private static final String TOPIC = "measured-records";
    private static final String DEAD = "measured-dead-letters";

    private final OpenClients clients = new OpenClients();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
    private final Laboratory lab;
    private final ConnectCluster from;
    private final ConnectCluster to;
    private final ConnectClient source;
    private final ConnectClient target;

    BaselineIT(Laboratory lab) {
        this.lab = lab;
        this.from = lab.cluster("source", KafkaVersion.V4_3);
        this.source = clients.of(from);
        this.to = lab.cluster("target", KafkaVersion.V4_3);
        this.target = clients.of(to);
    }

    @AfterEach
    void close() {
        writer.shutdownNow();
        for (ConnectClient cluster : List.of(source, target)) {
            cluster.findConnector(SINK).ifPresent(found -> cluster.deleteConnector(SINK));
        }
        clients.close();
    }

    @Test
    void lag_and_dead_letters_of_a_sink_are_measured_on_both_sides() {
        from.kafka().createTopic(TOPIC, 2);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", from.kafka().bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            var unused = writer.scheduleAtFixedRate(() -> write(producer), 0, 20, TimeUnit.MILLISECONDS);
            source.createConnector(SINK, config());
            await().atMost(TestedConnector.DEADLINE)
                    .until(() -> !source.listOffsets(SINK).isEmpty());

            MigrationReport report = Migrator.create().migrate(plan());

            System.out.println(report);
            assertThat(report).matches(MigrationReport::succeeded);
            Baseline baseline = requireNonNull(report.connectors().get(0).baseline(), "baseline");
            assertMeasured(baseline.before());
            assertMeasured(baseline.after());
            assertThat(report.toString()).contains("baseline of " + SINK);
        }
    }

    /** Its lag is that on the Kafka cluster that it copies, which only a client with the topics of those brokers can see. */
    @Test
    void the_lag_of_a_mirror_is_measured_where_it_reads() {
        try (KafkaTopics origin = KafkaTopics.builder(lab.kafka("origin").bootstrapServers())
                        .build();
                MirroredTopics mirror = new MirroredTopics(lab, reading(from, origin), reading(to, origin), 2, 2)) {
            mirror.write(40);
            mirror.running().whileRecordsAreWritten();

            MigrationReport report = Migrator.create()
                    .migrate(mirror.planning().baseline(Duration.ofSeconds(8)).build());

            System.out.println(report);
            assertThat(report).matches(MigrationReport::succeeded);
            Baseline baseline = requireNonNull(report.connectors().get(0).baseline(), "baseline");
            assertThat(List.of(baseline.before(), baseline.after())).allSatisfy(side -> {
                assertThat(side.missing()).isNull();
                assertThat(side.samples()).hasSize(2).allSatisfy(sample -> {
                    assertThat(sample.partitions()).isEqualTo(4);
                    assertThat(sample.lag()).isNotNegative();
                });
                assertThat(side.lagPerSecond()).isPresent();
                assertThat(side.perSecond().orElse(0)).isPositive();
            });
        }
    }

    private static ConnectClient reading(ConnectCluster cluster, KafkaTopics topics) {
        return ConnectClient.builder(cluster.url())
                .name(cluster.name())
                .topics(topics)
                .build();
    }

    private static void assertMeasured(Measured side) {
        assertThat(side.missing()).isNull();
        assertThat(side.samples()).hasSize(2).allSatisfy(sample -> {
            assertThat(sample.unread()).isEmpty();
            assertThat(sample.state()).isEqualTo("RUNNING");
            assertThat(sample.tasks()).hasSize(1);
            assertThat(sample.partitions()).isEqualTo(2);
            assertThat(sample.lag()).isNotNegative();
            assertThat(sample.deadLetters()).isPositive();
        });
        assertThat(side.perSecond().orElse(0)).isPositive();
        assertThat(side.still()).isZero();
        assertThat(side.lagPerSecond()).isPresent();
        assertThat(side.deadLetters().orElse(0)).isPositive();
        assertThat(side.rebalanced()).isFalse();
    }

    private static void write(KafkaProducer<String, String> producer) {
        for (int partition = 0; partition < 2; partition++) {
            for (String value : List.of("{\"number\":1}", "no JSON")) {
                var unused = producer.send(new ProducerRecord<>(TOPIC, partition, "key", value));
            }
        }
    }

    private MigrationPlan plan() {
        return MigrationPlan.builder()
                .from(source)
                .to(target)
                .connectors(SINK)
                .allow("D13", "a file may have a line twice")
                .baseline(Duration.ofSeconds(8))
                .build();
    }

    private ConnectorConfig config() {
        return ConnectorConfig.empty()
                .with("connector.class", "org.apache.kafka.connect.file.FileStreamSinkConnector")
                .with("topics", TOPIC)
                .with("file", lab.file(SINK).toString())
                .with("key.converter", "org.apache.kafka.connect.storage.StringConverter")
                .with("value.converter", "org.apache.kafka.connect.json.JsonConverter")
                .with("value.converter.schemas.enable", "false")
                .with("errors.tolerance", "all")
                .with("errors.deadletterqueue.topic.name", DEAD)
                .with("errors.deadletterqueue.topic.replication.factor", "1");
    }
}
