package io.connectmigrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.Declared;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.readiness.ItemScore;
import io.connectmigrator.readiness.Readiness;
import io.connectmigrator.readiness.ReadinessItem;
import io.connectmigrator.readiness.ReadinessRow;
import io.connectmigrator.readiness.RowScore;
import io.connectmigrator.readiness.Shape;
import io.connectmigrator.readiness.Verdict;
import io.connectmigrator.report.MigrationReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The card of plans whose clients can read topics, on real workers and brokers. */
@ExtendWith(SharedLaboratory.class)
class ReadinessOfTopicsIT {

    private static final String STRING = "org.apache.kafka.connect.storage.StringConverter";

    private final Laboratory lab;
    private final OpenClients clients = new OpenClients();
    private final ConnectClient source;
    private final ConnectClient target;

    @TempDir
    private Path folder;

    ReadinessOfTopicsIT(Laboratory lab) {
        this.lab = lab;
        this.source = client(lab.cluster("source", KafkaVersion.V4_3));
        this.target = client(lab.cluster("target", KafkaVersion.V4_3));
    }

    /** {@return a client that knows all three topics of the workers} */
    private ConnectClient client(ConnectCluster cluster) {
        return clients.of(cluster, OpenClients.offsets(cluster).configTopic(cluster.configTopic()));
    }

    @AfterEach
    void close() {
        clients.close();
    }

    private static ItemScore item(Readiness readiness, ReadinessItem item) {
        return readiness.shapes().get(0).item(item);
    }

    @Test
    void where_topics_can_be_read_every_row_can_be_2() {
        try (TestedConnector connector = new TestedConnector(lab, source, target)) {
            connector.running();
            connector.awaitOffsets(source);
            MigrationPlan plan = Declared.everything(connector
                            .planning()
                            .config("key.converter", STRING)
                            .config("value.converter", STRING)
                            .config("producer.override.enable.idempotence", "true"))
                    .build();
            Migrator migrator =
                    Migrator.builder().journal(Journal.directory(folder)).build();
            Readiness first = migrator.readiness(plan);
            Shape shape = first.shapes().get(0).shape();

            assertThat(migrator.migrate(plan)).matches(MigrationReport::succeeded);
            assertThat(migrator.rollback(plan)).matches(MigrationReport::succeeded);
            connector.awaitMoreRecords();
            Readiness second = migrator.readiness(plan, Duration.ofSeconds(5));

            assertThat(shape.transport()).isEqualTo("KafkaOffsets, KafkaOffsets");
            assertThat(first.verdict()).isEqualTo(Verdict.PILOT);
            assertThat(second.verdict()).as("%s", second).isEqualTo(Verdict.READY);
            assertThat(second.shapes()).singleElement().satisfies(found -> {
                assertThat(found.shape()).isEqualTo(shape);
                assertThat(found.rows()).allMatch(row -> row.most() == 2);
                assertThat(found.rows())
                        .filteredOn(row -> row.row() == ReadinessRow.TOPICS || row.row() == ReadinessRow.BASELINE)
                        .flatExtracting(RowScore::items)
                        .filteredOn(score -> score.item() != ReadinessItem.OUTSIDE_METRICS)
                        .allMatch(score -> score.score() == 2);
                assertThat(found.item(ReadinessItem.LEFTOVERS).score()).isEqualTo(2);
            });
        }
    }

    @Test
    void a_sink_below_the_start_of_its_topic_and_one_with_short_retention_are_not_ready() throws Exception {
        try (TestedConnector writer = new TestedConnector(lab, target, source)) {
            writer.running();
            String sink = "sink-of-" + writer.name();
            source.createConnector(
                    sink,
                    ConnectorConfig.of(Map.of(
                            "connector.class",
                            "SequenceSink",
                            "topics",
                            writer.topic(),
                            "file",
                            lab.file(sink).toString())));
            try {
                await().atMost(TestedConnector.DEADLINE)
                        .until(() -> !source.listOffsets(sink).isEmpty());
                MigrationPlanBuilder plan =
                        MigrationPlan.builder().from(source).to(target).connectors(sink);

                Readiness inRange = Migrator.create().readiness(plan.build());
                assertThat(item(inRange, ReadinessItem.SINK_IN_RANGE).score()).isEqualTo(2);
                assertThat(item(inRange, ReadinessItem.REPLAY_WINDOW).score()).isEqualTo(2);
                assertThat(item(inRange, ReadinessItem.GROUP_MEMBERS).score()).isEqualTo(2);
                assertThat(item(inRange, ReadinessItem.LOG_SIZES).score()).isEqualTo(2);
                assertThat(item(inRange, ReadinessItem.ACLS).score())
                        .as("without an authorizer")
                        .isZero();
                assertThat(item(inRange, ReadinessItem.ACLS).toRaise()).contains("declare(ACLS");
                assertThat(item(inRange, ReadinessItem.OFFSETS_RETENTION).score())
                        .isEqualTo(2);

                retain(writer.topic(), Duration.ofHours(1));
                Readiness shortly = Migrator.builder()
                        .downtimeBudget(Duration.ofHours(2))
                        .build()
                        .readiness(plan.rollbackWindow(Duration.ZERO).build());
                assertThat(item(shortly, ReadinessItem.REPLAY_WINDOW).score()).isZero();

                source.pause(sink);
                await().atMost(TestedConnector.DEADLINE)
                        .until(() -> source.status(sink).tasks().stream()
                                .allMatch(task -> task.state() == ConnectorState.PAUSED));
                writer.awaitMoreRecords();
                deleteAll(writer.topic());
                Readiness below = Migrator.create().readiness(plan.build());
                assertThat(item(below, ReadinessItem.SINK_IN_RANGE).score()).isZero();
            } finally {
                source.deleteConnector(sink);
            }
        }
    }

    private void retain(String topic, Duration retention) throws Exception {
        try (Admin admin = lab.kafka().admin()) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("retention.ms", String.valueOf(retention.toMillis())),
                                    AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    private void deleteAll(String topic) throws Exception {
        try (Admin admin = lab.kafka().admin()) {
            admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(-1)))
                    .all()
                    .get();
        }
    }
}
