package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.Declared;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.migration.internal.readiness.RehearsedShapes;
import io.connectmigrator.plan.EmptyOffsets;
import io.connectmigrator.readiness.Evidence;
import io.connectmigrator.readiness.ItemScore;
import io.connectmigrator.readiness.Readiness;
import io.connectmigrator.readiness.ReadinessItem;
import io.connectmigrator.readiness.ReadinessRow;
import io.connectmigrator.readiness.Rehearsal;
import io.connectmigrator.readiness.RowScore;
import io.connectmigrator.readiness.Shape;
import io.connectmigrator.readiness.Verdict;
import io.connectmigrator.report.MigrationReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The card of plans on real workers, over REST alone. */
@ExtendWith(SharedLaboratory.class)
class ReadinessIT {

    private static final String FILE_SOURCE = "org.apache.kafka.connect.file.FileStreamSourceConnector";
    private static final String STRING = "org.apache.kafka.connect.storage.StringConverter";

    private final Laboratory lab;
    private final ConnectClient older;
    private final ConnectClient source;
    private final ConnectClient target;

    @TempDir
    private Path folder;

    ReadinessIT(Laboratory lab) {
        this.lab = lab;
        this.older = TestedConnector.client(lab.cluster("source", KafkaVersion.V3_9));
        this.source = TestedConnector.client(lab.cluster("source", KafkaVersion.V4_3));
        this.target = TestedConnector.client(lab.cluster("target", KafkaVersion.V4_3));
    }

    private Migrator migrator() {
        return Migrator.builder().journal(Journal.directory(folder)).build();
    }

    private static ItemScore item(Readiness readiness, ReadinessItem item) {
        assertThat(readiness.shapes()).hasSize(1);
        return readiness.shapes().get(0).item(item);
    }

    private static String evidence(ItemScore score) {
        return score.evidence().stream().map(Evidence::text).collect(Collectors.joining("; "));
    }

    @Test
    void a_plugin_in_two_versions_is_not_tested() {
        String name = "readiness-file";
        older.createConnector(
                name,
                ConnectorConfig.of(Map.of(
                        "connector.class",
                        FILE_SOURCE,
                        "topic",
                        name,
                        "file",
                        folder.resolve("none").toString())));
        try {
            Readiness readiness = migrator()
                    .readiness(Declared.everything(MigrationPlan.builder()
                                    .from(older)
                                    .to(target)
                                    .connectors(name)
                                    .emptyOffsets(EmptyOffsets.ALLOW))
                            .build());

            assertThat(item(readiness, ReadinessItem.PLUGIN_VERSIONS).score()).isEqualTo(1);
            Shape shape = readiness.shapes().get(0).shape();
            assertThat(shape.connectorClass()).isEqualTo(FILE_SOURCE);
            assertThat(List.of(shape.sourceVersion(), shape.targetVersion()))
                    .containsExactly(KafkaVersion.V3_9.number(), KafkaVersion.V4_3.number());
        } finally {
            older.deleteConnector(name);
        }
    }

    @Test
    void what_the_target_lacks_and_what_it_has_is_told() {
        try (TestedConnector connector = new TestedConnector(lab, source, target)) {
            connector.running();
            String transformation = "com.example.Mask";

            Readiness lacking = migrator()
                    .readiness(Declared.everything(connector
                                    .planning()
                                    .config("transforms", "mask")
                                    .config("transforms.mask.type", transformation))
                            .build());
            Readiness there = migrator()
                    .readiness(Declared.everything(connector
                                    .planning()
                                    .config("key.converter", STRING)
                                    .config("value.converter", STRING))
                            .build());

            assertThat(item(lacking, ReadinessItem.PARTS).score()).isZero();
            assertThat(evidence(item(lacking, ReadinessItem.PARTS)))
                    .startsWith("the workers list no " + transformation);
            assertThat(item(there, ReadinessItem.PARTS).score()).isEqualTo(2);
            assertThat(item(there, ReadinessItem.WORKER_SETTINGS).score()).isEqualTo(2);
            assertThat(item(there, ReadinessItem.PLUGIN_VERSIONS).score()).isEqualTo(2);
            assertThat(item(there, ReadinessItem.EXACTLY_ONCE).score()).isEqualTo(2);
        }
    }

    @Test
    void exactly_once_on_one_side_only_is_found_without_creating_anything() {
        ConnectCluster exactlyOnce = lab.connect("readiness-exactly-once")
                .version(KafkaVersion.V4_3)
                .with("exactly.once.source.support", "enabled")
                .start();
        ConnectClient exact = TestedConnector.client(exactlyOnce);
        try (TestedConnector connector = new TestedConnector(lab, exact, target)) {
            connector.running();
            List<String> onSource = exact.listConnectors();

            Readiness readiness = migrator()
                    .readiness(Declared.everything(connector.planning()).build());

            assertThat(item(readiness, ReadinessItem.EXACTLY_ONCE).score()).isZero();
            assertThat(exact.listConnectors()).isEqualTo(onSource);
            assertThat(target.listConnectors()).doesNotContain(connector.name());
        } finally {
            exactlyOnce.stop();
        }
    }

    @Test
    void what_a_move_and_a_rollback_test_is_2_and_what_needs_brokers_is_not() {
        try (TestedConnector connector = new TestedConnector(lab, source, target)) {
            connector.running();
            connector.awaitOffsets(source);
            MigrationPlan plan = Declared.everything(connector
                            .planning()
                            .config("key.converter", STRING)
                            .config("value.converter", STRING)
                            .config("producer.override.enable.idempotence", "true"))
                    .build();
            Migrator migrator = migrator();
            Readiness first = migrator.readiness(plan);

            assertThat(migrator.migrate(plan)).matches(MigrationReport::succeeded);
            assertThat(migrator.rollback(plan)).matches(MigrationReport::succeeded);
            connector.awaitMoreRecords();
            Shape shape = first.shapes().get(0).shape();
            RehearsedShapes done = any -> List.of(
                    new Rehearsal(Rehearsal.Kind.MOVED, shape, connector.name(), Instant.now(), true),
                    new Rehearsal(Rehearsal.Kind.ROLLED_BACK, shape, connector.name(), Instant.now(), true));
            Readiness second = migrator.readiness(plan, Duration.ofSeconds(5), done);

            assertThat(first.stops()).isEmpty();
            assertThat(first.verdict()).isEqualTo(Verdict.PILOT);
            assertThat(second.verdict()).isEqualTo(Verdict.PILOT);
            assertThat(second.shapes().get(0).shape()).isEqualTo(shape);
            assertThat(second.shapes().get(0).rows())
                    .flatExtracting(RowScore::items)
                    .filteredOn(score -> score.score() < 2)
                    .allMatch(score -> score.most() == 1)
                    .extracting(ItemScore::item)
                    .containsExactly(
                            ReadinessItem.LEFTOVERS,
                            ReadinessItem.PARTITIONS,
                            ReadinessItem.TOPIC_CONFIGS,
                            ReadinessItem.WORKER_TOPICS,
                            ReadinessItem.LOG_SIZES);
            assertThat(second.shapes().get(0).rows())
                    .filteredOn(row -> row.most() < 2)
                    .extracting(RowScore::row)
                    .containsExactly(ReadinessRow.RESUME, ReadinessRow.TOPICS);
            assertThat(item(Migrator.create().readiness(plan), ReadinessItem.JOURNAL)
                            .score())
                    .as("in memory")
                    .isZero();
        }
    }

    /** However many partitions it has, the card has the same lines, and the workers are asked the same. */
    @Test
    void a_connector_of_3000_partitions_takes_as_few_requests_as_any_and_no_larger_a_page() {
        ConnectClient from = TestedConnector.client(lab.cluster("source", KafkaVersion.V4_3));
        ConnectClient to = TestedConnector.client(lab.cluster("target", KafkaVersion.V4_3));
        try (TestedConnector few = new TestedConnector(lab, from, to);
                TestedConnector many = new TestedConnector(lab, from, to)) {
            few.running("partitions", "2");
            few.awaitOffsets(from);
            many.running("partitions", "3000", "batch.size", "500", "interval.ms", "0", "limit", "3");
            many.awaitRecords(9_000);
            await().atMost(TestedConnector.DEADLINE)
                    .until(() -> from.listOffsets(many.name()).size() == 3_000);
            // What the clusters are asked once is not to be counted for the first of the two.
            migrator().readiness(few.plan());

            Asked ofFew = ask(from, to, few);
            Asked ofMany = ask(from, to, many);

            System.out.println("readiness of 2 partitions " + ofFew + ", of 3,000 " + ofMany);
            // A listing is read again while it changes.
            assertThat(ofMany.requests()).isLessThan(ofFew.requests() + 10);
            assertThat(ofMany.readiness().toHtml().length())
                    .isLessThan(ofFew.readiness().toHtml().length() + 1_000);
            assertThat(ofMany.readiness().toJson().length())
                    .isLessThan(ofFew.readiness().toJson().length() + 1_000);
            assertThat(evidence(item(ofMany.readiness(), ReadinessItem.SAMPLES)))
                    .contains("of 3000 partitions");
        }
    }

    private record Asked(Readiness readiness, long requests, Duration took) {

        @Override
        public String toString() {
            return requests + " requests, " + took.toMillis() + " ms, "
                    + readiness.toHtml().length() + " characters of HTML";
        }
    }

    private Asked ask(ConnectClient from, ConnectClient to, TestedConnector connector) {
        long before = from.requestCounts().requests() + to.requestCounts().requests();
        Instant begin = Instant.now();
        Readiness readiness =
                migrator().readiness(Declared.everything(connector.planning()).build(), Duration.ofSeconds(1));
        return new Asked(
                readiness,
                from.requestCounts().requests() + to.requestCounts().requests() - before,
                Duration.between(begin, Instant.now()));
    }
}
