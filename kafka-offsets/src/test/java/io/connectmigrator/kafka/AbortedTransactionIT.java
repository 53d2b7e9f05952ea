package io.connectmigrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.report.DuplicateRule;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.Severity;
import io.connectmigrator.topic.ClusterTopics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Topics with the records of an aborted transaction, and connectors that would read them. */
@ExtendWith(SharedLaboratory.class)
class AbortedTransactionIT {

    private static final String ABORTED = "with-an-aborted-transaction";
    private static final String OPEN = "with-an-open-transaction";
    private static final String PLAIN = "without-transactions";
    private static final String ISOLATION = "consumer.override.isolation.level";

    private final Migrator migrator = Migrator.create();
    private final OpenClients clients = new OpenClients();
    private final Laboratory lab;
    private final ConnectCluster from;
    private final ConnectClient source;
    private final ConnectClient target;

    AbortedTransactionIT(Laboratory lab) {
        this.lab = lab;
        this.from = lab.cluster("source", KafkaVersion.V4_3);
        this.source = clients.of(from);
        this.target = clients.of(lab.cluster("target", KafkaVersion.V4_3));
    }

    @AfterEach
    void close() {
        for (String connector : List.of("reads-aborted", "reads-plain", "mirrors-aborted")) {
            source.findConnector(connector).ifPresent(found -> source.deleteConnector(connector));
        }
        clients.close();
    }

    @Test
    void transactions_are_found_and_connectors_that_read_them_uncommitted_are_refused() {
        abort(ABORTED);
        write(PLAIN);
        ClusterTopics topics = source.topics().orElseThrow();
        assertThat(topics.transactional(Set.of(ABORTED, PLAIN, "missing"))).containsExactly(ABORTED);

        sink("reads-aborted", ABORTED);
        sink("reads-plain", PLAIN);
        assertThat(severities(plan("reads-aborted").build(), DuplicateRule.D11)).containsExactly(Severity.ERROR);
        assertThat(severities(
                        plan("reads-aborted")
                                .config(ISOLATION, "read_committed")
                                .build(),
                        DuplicateRule.D11))
                .isEmpty();
        assertThat(severities(plan("reads-plain").build(), DuplicateRule.D11)).isEmpty();
    }

    @Test
    void an_open_transaction_is_one_too() {
        try (KafkaProducer<byte[], byte[]> producer = producer("leaves-open")) {
            producer.initTransactions();
            producer.beginTransaction();
            var unused = producer.send(record(OPEN));
            producer.flush();

            assertThat(source.topics().orElseThrow().transactional(Set.of(OPEN)))
                    .containsExactly(OPEN);
            producer.abortTransaction();
        }
    }

    @Test
    void a_mirror_of_such_a_topic_is_refused_where_its_kafka_cluster_can_be_looked_at() {
        abort(ABORTED);
        source.createConnector(
                "mirrors-aborted",
                ConnectorConfig.empty()
                        .with("connector.class", "org.apache.kafka.connect.mirror.MirrorSourceConnector")
                        .with("source.cluster.alias", "here")
                        .with("target.cluster.alias", "there")
                        .with("source.cluster.bootstrap.servers", from.kafka().bootstrapServers())
                        .with("target.cluster.bootstrap.servers", from.kafka().bootstrapServers())
                        .with("topics", ABORTED)
                        .with("replication.factor", "1")
                        .with("offset-syncs.topic.replication.factor", "1")
                        .with("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter")
                        .with("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter"));
        awaitOffsets("mirrors-aborted");

        assertThat(severities(plan("mirrors-aborted").build(), DuplicateRule.D2))
                .containsExactly(Severity.ERROR);
        assertThat(severities(
                        plan("mirrors-aborted")
                                .config("source.consumer.isolation.level", "read_committed")
                                .build(),
                        DuplicateRule.D2))
                .isEmpty();
    }

    private MigrationPlanBuilder plan(String connector) {
        return MigrationPlan.builder().from(source).to(target).connectors(connector);
    }

    private List<Severity> severities(MigrationPlan plan, DuplicateRule rule) {
        return migrator.check(plan).problems().stream()
                .filter(problem -> problem.rule() == rule)
                .map(Problem::severity)
                .toList();
    }

    private void sink(String name, String topic) {
        source.createConnector(
                name,
                ConnectorConfig.empty()
                        .with("connector.class", "SequenceSink")
                        .with("topics", topic)
                        .with("file", lab.file(name).toString()));
        awaitOffsets(name);
    }

    private void awaitOffsets(String connector) {
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> !source.listOffsets(connector).isEmpty());
    }

    private void abort(String topic) {
        try (KafkaProducer<byte[], byte[]> producer = producer("aborts")) {
            producer.initTransactions();
            producer.beginTransaction();
            var unused = producer.send(record(topic));
            producer.flush();
            producer.abortTransaction();
        }
    }

    private void write(String topic) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", from.kafka().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            var unused = producer.send(record(topic));
        }
    }

    private static ProducerRecord<byte[], byte[]> record(String topic) {
        byte[] key = "numbers-0".getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic, key, "1".getBytes(StandardCharsets.UTF_8));
    }

    private KafkaProducer<byte[], byte[]> producer(String transactionalId) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", from.kafka().bootstrapServers(), "transactional.id", transactionalId),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
