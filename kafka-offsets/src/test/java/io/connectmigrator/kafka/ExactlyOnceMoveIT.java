package io.connectmigrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** Source connectors of clusters with exactly-once support (KIP-618), which may keep their offsets in places of their own. */
@Order(1)
@ExtendWith(SharedLaboratory.class)
@TestInstance(Lifecycle.PER_CLASS)
class ExactlyOnceMoveIT {

    private final Laboratory lab;
    private final OpenClients clients = new OpenClients();
    private final ConnectCluster from;
    private final ConnectCluster to;
    private final ConnectClient source;
    private final ConnectClient target;

    ExactlyOnceMoveIT(Laboratory lab) {
        this.lab = lab;
        List<ConnectCluster> clusters =
                lab.startAll(cluster(lab, "exactly-once-source"), cluster(lab, "exactly-once-target"));
        this.from = clusters.get(0);
        this.to = clusters.get(1);
        this.source = clients.of(from, exactlyOnce(from));
        this.target = clients.of(to, exactlyOnce(to));
    }

    private static ConnectCluster.Builder cluster(Laboratory lab, String name) {
        return lab.connect(name).version(KafkaVersion.V4_3).with("exactly.once.source.support", "enabled");
    }

    private static KafkaOffsetsBuilder exactlyOnce(ConnectCluster cluster) {
        return OpenClients.offsets(cluster).exactlyOnce();
    }

    @AfterAll
    void close() {
        clients.close();
        from.stop();
        to.stop();
    }

    @Test
    void a_connector_moves_from_a_topic_of_its_own_to_another() {
        try (TestedConnector connector = new TestedConnector(lab, source, target)) {
            connector.running("offsets.storage.topic", "own-offsets");

            MigrationReport report = Migrator.create()
                    .migrate(connector
                            .planning()
                            .config((name, config) -> config.with("offsets.storage.topic", "other-offsets"))
                            .build());

            System.out.println(report);
            assertThat(report).matches(MigrationReport::succeeded);
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    @Test
    void a_connector_that_keeps_its_topic_and_its_name_keeps_its_offsets_where_they_are() {
        try (TestedConnector connector = new TestedConnector(lab, source, target)) {
            connector.running("offsets.storage.topic", "kept-offsets");
            connector.awaitOffsets(source);
            Migrator migrator = Migrator.create();

            MigrationReport there = migrator.migrate(connector.plan());

            System.out.println(there);
            assertThat(there).matches(MigrationReport::succeeded);
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();

            assertThat(migrator.rollback(connector.plan())).matches(MigrationReport::succeeded);
            connector.assertSource(ConnectorState.RUNNING);
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    @Test
    void a_connector_that_writes_to_another_kafka_cluster_has_its_offsets_there() {
        Broker elsewhere = lab.kafka("elsewhere");
        try (TestedConnector connector = new TestedConnector(lab, source, target)) {
            source.createConnector(
                    connector.name(),
                    connector.config("producer.override.bootstrap.servers", elsewhere.bootstrapServers()));
            awaitRecords(elsewhere, connector, 100);

            MigrationReport report = Migrator.create().migrate(connector.plan());

            System.out.println(report);
            assertThat(report).matches(MigrationReport::succeeded);
            awaitRecords(elsewhere, connector, tally(elsewhere, connector).records() + 100);
            assertThat(tally(elsewhere, connector)).matches(SequenceTally::exactlyOnce);
        }
    }

    @Test
    void an_open_transaction_on_the_topic_is_an_error_before_anything_is_touched() throws Exception {
        ConnectClient impatient = clients.of(from, exactlyOnce(from).timeout(Duration.ofSeconds(3)));
        try (TestedConnector connector = new TestedConnector(lab, impatient, target);
                KafkaProducer<byte[], byte[]> open = producer("left-open")) {
            connector.running();
            connector.awaitOffsets(impatient);
            open.initTransactions();
            open.beginTransaction();
            for (int partition = 0; partition < 5; partition++) {
                ProducerRecord<byte[], byte[]> record =
                        new ProducerRecord<>(from.offsetTopic(), partition, bytes("[\"nobody\",{}]"), bytes("{}"));
                open.send(record).get();
            }

            MigrationReport report = Migrator.create().migrate(connector.plan());

            System.out.println(report);
            assertThat(report.connectors().get(0).outcome()).isInstanceOf(Refused.class);
            assertThat(report.took()).isLessThan(Duration.ofSeconds(30));
            connector.assertSource(ConnectorState.RUNNING);
            assertThat(report.problems())
                    .filteredOn(Problem::isError)
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo(ProblemCode.TRANSPORT_FAILED);
                        assertThat(problem.message()).contains("transaction").contains(from.offsetTopic());
                    });
            connector.assertTargetAsFound();
            open.abortTransaction();
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    private SequenceTally tally(Broker kafka, TestedConnector connector) {
        return lab.reader(kafka).topic(connector.topic());
    }

    private void awaitRecords(Broker kafka, TestedConnector connector, long records) {
        await().atMost(TestedConnector.DEADLINE)
                .untilAsserted(
                        () -> assertThat(tally(kafka, connector).records()).isGreaterThanOrEqualTo(records));
    }

    private KafkaProducer<byte[], byte[]> producer(String transactionalId) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", from.kafka().bootstrapServers(), "transactional.id", transactionalId),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
