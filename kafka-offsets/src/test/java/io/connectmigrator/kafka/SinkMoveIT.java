package io.connectmigrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.StoredCommit;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sinks whose offsets are those of a consumer group. */
@ExtendWith(SharedLaboratory.class)
class SinkMoveIT {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String sink = "sink-" + COUNT.incrementAndGet();
    private final String group = "connect-" + sink;
    private final String topic = "records-for-" + sink;
    private final Laboratory lab;
    private final ConnectCluster from;
    private final OpenClients clients = new OpenClients();
    private final ConnectClient source;
    private final ConnectClient target;
    private final TestedConnector writer;

    SinkMoveIT(Laboratory lab) {
        this.lab = lab;
        this.from = lab.cluster("source", KafkaVersion.V3_4);
        this.source = clients.of(from);
        this.target = clients.of(lab.cluster("target", KafkaVersion.V4_3));
        this.writer = new TestedConnector(lab, source, target);
    }

    @AfterEach
    void close() {
        for (ConnectClient cluster : List.of(source, target)) {
            cluster.listConnectors().stream()
                    .filter(name -> name.equals(sink) || name.equals(sink + "-eu"))
                    .forEach(cluster::deleteConnector);
        }
        writer.close();
        clients.close();
    }

    @Test
    void what_it_keeps_in_the_metadata_of_its_commits_moves_with_it() {
        source.createConnector(sink, config("commit.metadata", "file-0007.avro"));
        write();
        awaitMetadata(source, sink);

        MigrationReport report = Migrator.create().migrate(plan(sink + "-eu"));

        System.out.println(report);
        assertThat(report).matches(MigrationReport::succeeded);
        TestedConnector.assertState(target, sink + "-eu", ConnectorState.RUNNING);
        awaitMetadata(target, sink + "-eu");
    }

    @Test
    void it_waits_for_a_member_of_its_group_and_then_refuses_with_the_member_named() {
        source.createConnector(sink, config());
        write();
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> !source.listOffsets(sink).isEmpty());
        try (KafkaConsumer<byte[], byte[]> zombie = member("the-zombie")) {
            zombie.subscribe(List.of(topic));
            await().atMost(TestedConnector.DEADLINE).until(() -> {
                zombie.poll(Duration.ofMillis(100));
                return members().contains("the-zombie");
            });

            Migrator impatient =
                    Migrator.builder().stopTimeout(Duration.ofSeconds(5)).build();
            MigrationReport report = impatient.migrate(plan(sink));

            assertThat(report.succeeded()).isFalse();
            assertThat(report.problems())
                    .extracting(Problem::message)
                    .anySatisfy(message -> assertThat(message).contains("the-zombie"));
            TestedConnector.assertState(source, sink, ConnectorState.RUNNING);
            assertThat(target.findConnector(sink)).isEmpty();
        }
    }

    private MigrationPlan plan(String name) {
        return MigrationPlan.builder()
                .from(source)
                .to(target)
                .connectors(sink)
                .rename(connector -> name)
                .build();
    }

    private ConnectorConfig config(String... more) {
        ConnectorConfig config = ConnectorConfig.empty()
                .with("connector.class", "SequenceSink")
                .with("topics", topic)
                .with("file", lab.file(sink).toString());
        for (int i = 0; i < more.length; i += 2) {
            config = config.with(more[i], more[i + 1]);
        }
        return config;
    }

    private void write() {
        source.createConnector(writer.name(), writer.config("topic", topic, "limit", "50"));
    }

    private static void awaitMetadata(ConnectClient cluster, String sink) {
        await().atMost(TestedConnector.DEADLINE)
                .untilAsserted(() -> assertThat(cluster.listOffsets(sink).offsets())
                        .isNotEmpty()
                        .extracting(ConnectorOffset::stored)
                        .allSatisfy(stored -> assertThat(stored)
                                .isInstanceOfSatisfying(
                                        StoredCommit.class,
                                        commit -> assertThat(commit.metadata()).isEqualTo("file-0007.avro"))));
    }

    private List<String> members() throws Exception {
        try (Admin admin = from.kafka().admin()) {
            return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                    .flatMap(found -> found.members().stream())
                    .map(MemberDescription::clientId)
                    .toList();
        }
    }

    private KafkaConsumer<byte[], byte[]> member(String clientId) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        from.kafka().bootstrapServers(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        group,
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        clientId,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
