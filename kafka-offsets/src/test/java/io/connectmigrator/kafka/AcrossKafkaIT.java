package io.connectmigrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.MirrorMaker;
import io.connectmigrator.lab.SequenceReader;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.offset.TranslatedOffset;
import io.connectmigrator.offset.TranslatedOffset.Verdict;
import io.connectmigrator.offset.TranslatedSnapshot;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationReport;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Connectors come to another Kafka cluster, to which MirrorMaker 2 copies their topics while records are written. */
@Order(1)
@ExtendWith(SharedLaboratory.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AcrossKafkaIT {

    private final Laboratory lab;
    private final Broker there;
    private final ConnectCluster home;
    private final ConnectCluster elsewhere;
    private final TestedConnector read;
    private final TestedConnector moved;
    private final KafkaTopics topicsHere;
    private final KafkaTopics topicsThere;
    private final MirrorMaker mirror;
    private final KafkaBridge bridge;
    private final Migrator migrator = Migrator.create();

    AcrossKafkaIT(Laboratory lab) {
        this.lab = lab;
        this.there = lab.kafka("elsewhere");
        this.home = lab.cluster("source", KafkaVersion.V4_3);
        this.elsewhere = lab.cluster("target-elsewhere", there);
        this.read = TestedConnector.between(lab, home, home);
        this.moved = TestedConnector.between(lab, home, elsewhere);
        this.topicsHere = KafkaTopics.builder(lab.kafka().bootstrapServers()).build();
        this.topicsThere = KafkaTopics.builder(there.bootstrapServers()).build();
        this.mirror = lab.mirrorMaker("across", lab.kafka(), there)
                .sameNames()
                .topics(read.topic() + "," + moved.topic())
                .start();
        this.bridge = KafkaBridge.mirrorMaker2(topicsHere, topicsThere)
                .aliases(mirror.sourceAlias(), mirror.targetAlias())
                .build();
    }

    @BeforeAll
    void write() {
        read.running();
        moved.running();
    }

    @AfterAll
    void stop() {
        mirror.close();
        read.close();
        moved.close();
        topicsHere.close();
        topicsThere.close();
    }

    @Test
    void a_sink_goes_on_at_the_very_next_record_and_comes_back() {
        Path output = lab.file("across-sink");
        ConnectClient from = TestedConnector.client(home);
        ConnectClient to = TestedConnector.client(elsewhere);
        from.createConnector(
                "across-sink",
                ConnectorConfig.empty()
                        .with("connector.class", "SequenceSink")
                        .with("topics", read.topic())
                        .with("tasks.max", "1")
                        .with("file", output.toString()));
        awaitMore(output);
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> !from.listOffsets("across-sink").isEmpty());
        MigrationPlan plan = MigrationPlan.builder()
                .from(from)
                .to(to)
                .connectors("across-sink")
                .across(bridge)
                .build();

        TranslatedSnapshot there = translated(migrator.migrate(plan));
        TestedConnector.assertState(from, "across-sink", ConnectorState.STOPPED);
        awaitMore(output);
        TranslatedSnapshot back = translated(migrator.rollback(plan));
        awaitMore(output);

        assertThat(there.offsets())
                .isNotEmpty()
                .extracting(TranslatedOffset::verdict)
                .containsOnly(Verdict.EXACT);
        assertThat(back.offsets())
                .isNotEmpty()
                .extracting(TranslatedOffset::verdict)
                .containsOnly(Verdict.EXACT);
        assertThat(to.findConnector("across-sink")).isEmpty();
        assertThat(SequenceReader.sinkFile(output)).matches(SequenceTally::exactlyOnce);
        from.deleteConnector("across-sink");
    }

    @Test
    void a_source_goes_on_behind_the_copy_of_its_last_record() {
        MigrationReport report =
                migrator.migrate(moved.planning().across(bridge).build());

        assertThat(report).as("%s", report).matches(MigrationReport::succeeded);
        long before = moved.tally().records();
        await().atMost(TestedConnector.DEADLINE)
                .untilAsserted(
                        () -> assertThat(lab.reader(there).topic(moved.topic()).records())
                                .isGreaterThan(before + 100));
        assertThat(lab.reader(there).topic(moved.topic())).matches(SequenceTally::exactlyOnce);
    }

    private static TranslatedSnapshot translated(MigrationReport report) {
        assertThat(report).as("%s", report).matches(MigrationReport::succeeded);
        ConnectorReport connector = report.connectors().get(0);
        return Objects.requireNonNull(connector.translation());
    }

    private static void awaitMore(Path output) {
        long enough = SequenceReader.sinkFile(output).records() + 100;
        await().atMost(TestedConnector.DEADLINE)
                .untilAsserted(() ->
                        assertThat(SequenceReader.sinkFile(output).records()).isGreaterThanOrEqualTo(enough));
    }
}
