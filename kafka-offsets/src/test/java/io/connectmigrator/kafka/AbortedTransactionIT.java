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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
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
    private static final String DELIVERED = "with-an-aborted-value";
    private static final String ABORTED_VALUE = "1";
    private static final String COMMITTED_VALUE = "2";
    private static final String ISOLATION = "consumer.override.isolation.level";

    private final Migrator migrator = Migrator.create();
    private final OpenClients clients = new OpenClients();
    private final List<String> created = new ArrayList<>();
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
        created.forEach(source::deleteConnector);
        clients.close();
    }

    @Test
    void transactions_are_found_and_connectors_that_read_them_uncommitted_are_refused() {
        abort(ABORTED);
        write(PLAIN, COMMITTED_VALUE);
        ClusterTopics topics = source.topics().orElseThrow();
        assertThat(topics.transactional(Set.of(ABORTED, PLAIN, "missing"))).containsExactly(ABORTED);

        sink("reads-aborted", ABORTED, ConnectorConfig.empty());
        sink("reads-plain", PLAIN, ConnectorConfig.empty());
        awaitOffsets();
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
    void what_was_aborted_reaches_a_sink_that_reads_uncommitted_and_none_that_reads_committed() throws IOException {
        abort(DELIVERED);
        write(DELIVERED, COMMITTED_VALUE);
        sink("takes-all", DELIVERED, isolation("read_uncommitted"));
        sink("takes-committed", DELIVERED, isolation("read_committed"));

        assertThat(awaitDelivered("takes-all", COMMITTED_VALUE)).containsExactly(ABORTED_VALUE, COMMITTED_VALUE);
        assertThat(awaitDelivered("takes-committed", COMMITTED_VALUE)).containsExactly(COMMITTED_VALUE);
        assertThat(severities(plan("takes-all").build(), DuplicateRule.D11)).containsExactly(Severity.ERROR);
        assertThat(severities(plan("takes-committed").build(), DuplicateRule.D11))
                .isEmpty();
    }

    @Test
    void an_open_transaction_is_one_too() {
        try (KafkaProducer<byte[], byte[]> producer = producer("leaves-open")) {
            producer.initTransactions();
            producer.beginTransaction();
            var unused = producer.send(record(OPEN, ABORTED_VALUE));
            producer.flush();

            assertThat(source.topics().orElseThrow().transactional(Set.of(OPEN)))
                    .containsExactly(OPEN);
            producer.abortTransaction();
        }
    }

    @Test
    void connectors_that_copy_such_a_topic_are_refused_where_its_kafka_cluster_can_be_looked_at() {
        abort(ABORTED);
        String kafka = from.kafka().bootstrapServers();
        create(
                "mirrors-aborted",
                ConnectorConfig.empty()
                        .with("connector.class", "org.apache.kafka.connect.mirror.MirrorSourceConnector")
                        .with("source.cluster.alias", "here")
                        .with("target.cluster.alias", "there")
                        .with("source.cluster.bootstrap.servers", kafka)
                        .with("target.cluster.bootstrap.servers", kafka)
                        .with("topics", ABORTED)
                        .with("replication.factor", "1")
                        .with("offset-syncs.topic.replication.factor", "1")
                        .with("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter")
                        .with("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter"));
        create(
                "replicates-aborted",
                ConnectorConfig.empty()
                        .with("connector.class", "io.confluent.connect.replicator.ReplicatorSourceConnector")
                        .with("src.kafka.bootstrap.servers", kafka)
                        .with("topic.whitelist", ABORTED));
        awaitOffsets();

        assertRefused("mirrors-aborted", DuplicateRule.D2, "source.consumer.isolation.level");
        assertRefused("replicates-aborted", DuplicateRule.D1, "src.consumer.isolation.level");
        assertRefused("replicates-aborted", DuplicateRule.D1, "src.kafka.isolation.level");
    }

    private void assertRefused(String connector, DuplicateRule rule, String unless) {
        assertThat(severities(plan(connector).build(), rule)).containsExactly(Severity.ERROR);
        assertThat(severities(plan(connector).config(unless, "read_committed").build(), rule))
                .as(unless)
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

    private static ConnectorConfig isolation(String level) {
        return ConnectorConfig.empty().with(ISOLATION, level);
    }

    private void sink(String name, String topic, ConnectorConfig more) {
        create(
                name,
                more.with("connector.class", "SequenceSink")
                        .with("topics", topic)
                        .with("file", lab.file(name).toString()));
    }

    private void create(String connector, ConnectorConfig config) {
        source.createConnector(connector, config);
        created.add(connector);
    }

    private void awaitOffsets() {
        created.forEach(connector -> await().atMost(TestedConnector.DEADLINE)
                .until(() -> !source.listOffsets(connector).isEmpty()));
    }

    /** {@return the values that a sink has written, once the last of them is there} */
    private List<String> awaitDelivered(String sink, String last) throws IOException {
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> Files.exists(lab.file(sink)) && delivered(sink).contains(last));
        return delivered(sink);
    }

    private List<String> delivered(String sink) throws IOException {
        try (Stream<String> lines = Files.lines(lab.file(sink))) {
            return lines.map(line -> line.substring(line.lastIndexOf('\t') + 1)).toList();
        }
    }

    private void abort(String topic) {
        try (KafkaProducer<byte[], byte[]> producer = producer("aborts")) {
            producer.initTransactions();
            producer.beginTransaction();
            var unused = producer.send(record(topic, ABORTED_VALUE));
            producer.flush();
            producer.abortTransaction();
        }
    }

    private void write(String topic, String value) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", from.kafka().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            var unused = producer.send(record(topic, value));
        }
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, String value) {
        byte[] key = "numbers-0".getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic, key, value.getBytes(StandardCharsets.UTF_8));
    }

    private KafkaProducer<byte[], byte[]> producer(String transactionalId) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", from.kafka().bootstrapServers(), "transactional.id", transactionalId),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
