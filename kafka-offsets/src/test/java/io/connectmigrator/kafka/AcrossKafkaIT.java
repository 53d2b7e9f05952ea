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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private final ConnectCluster original;
    private final ConnectCluster elsewhere;
    private final TestedConnector read;
    private final TestedConnector moved;
    private final List<TestedConnector> readTogether;
    private final KafkaTopics topicsHere;
    private final KafkaTopics topicsThere;
    private final MirrorMaker mirror;
    private final KafkaBridge bridge;
    private final Migrator migrator = Migrator.create();

    AcrossKafkaIT(Laboratory lab) {
        this.lab = lab;
        this.there = lab.kafka("elsewhere");
        this.original = lab.cluster("source", KafkaVersion.V4_3);
        this.elsewhere = lab.cluster("target-elsewhere", there);
        this.read = TestedConnector.between(lab, original, original);
        this.moved = TestedConnector.between(lab, original, elsewhere);
        this.readTogether = List.of(
                TestedConnector.between(lab, original, original),
                TestedConnector.between(lab, original, original),
                TestedConnector.between(lab, original, original));
        this.topicsHere = KafkaTopics.builder(lab.kafka().bootstrapServers()).build();
        this.topicsThere = KafkaTopics.builder(there.bootstrapServers()).build();
        this.mirror = lab.mirrorMaker("across", lab.kafka(), there)
                .sameNames()
                .topics(Stream.concat(Stream.of(read, moved), readTogether.stream())
                        .map(TestedConnector::topic)
                        .collect(Collectors.joining(",")))
                .start();
        this.bridge = KafkaBridge.mirrorMaker2(topicsHere, topicsThere)
                .aliases(mirror.sourceAlias(), mirror.targetAlias())
                .build();
    }

    @BeforeAll
    void write() {
        read.running();
        moved.running();
        readTogether.forEach(each -> each.running("key.prefix", each.name() + "-", "interval.ms", "200"));
    }

    @AfterAll
    void stop() {
        mirror.close();
        read.close();
        moved.close();
        readTogether.forEach(TestedConnector::close);
        topicsHere.close();
        topicsThere.close();
    }

    @Test
    void a_sink_goes_on_at_the_very_next_record_and_comes_back() {
        Path output = lab.file("across-sink");
        ConnectClient from = TestedConnector.client(original);
        ConnectClient to = TestedConnector.client(elsewhere);
        run(from, "across-sink", read, output);
        awaitMore(output);
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
        SequenceTally tally = lab.reader(there).topic(moved.topic());
        assertThat(tally).matches(SequenceTally::exactlyOnce);
        assertThat(tally.outOfOrder()).isZero();
    }

    @Test
    void sinks_become_one_behind_the_copies_of_what_each_has_read_and_come_back() {
        Path output = lab.file("across-merged-sinks");
        ConnectClient from = TestedConnector.client(original);
        ConnectClient to = TestedConnector.client(elsewhere);
        Map<String, TestedConnector> sinks = new LinkedHashMap<>();
        readTogether.forEach(writer -> sinks.put("sink-of-" + writer.name(), writer));
        sinks.forEach((name, writer) -> run(from, name, writer, output));
        awaitMoreOfEach(output);
        MigrationPlan plan = MigrationPlan.builder()
                .from(from)
                .to(to)
                .merge("across-merged", sinks.keySet().toArray(String[]::new))
                .across(bridge)
                .build();

        MigrationReport there = migrator.migrate(plan);
        assertEachExact(there);
        assertThat(to.config("across-merged").getOrDefault("topics", "").split(","))
                .containsExactlyElementsOf(
                        readTogether.stream().map(TestedConnector::topic).toList());
        awaitMoreOfEach(output);
        MigrationReport back = migrator.rollback(plan);
        assertEachExact(back);
        awaitMoreOfEach(output);

        assertThat(to.findConnector("across-merged")).isEmpty();
        SequenceTally tally = SequenceReader.sinkFile(output);
        assertThat(tally).matches(SequenceTally::exactlyOnce);
        System.out.println("ACROSS | three sinks become one and come back | " + tally.records()
                + " records once | down for " + there.units().get(0).downtime() + ", "
                + back.units().get(0).downtime());
        sinks.keySet().forEach(from::deleteConnector);
    }

    /** Each member tells of the partitions of its own topic only. */
    private void assertEachExact(MigrationReport report) {
        assertThat(report).as("%s", report).matches(MigrationReport::succeeded);
        assertThat(report.connectors()).hasSameSizeAs(readTogether);
        for (int i = 0; i < readTogether.size(); i++) {
            String topic = readTogether.get(i).topic();
            assertThat(Objects.requireNonNull(report.connectors().get(i).translation())
                            .offsets())
                    .isNotEmpty()
                    .allMatch(offset -> offset.from().topic().equals(topic))
                    .extracting(TranslatedOffset::verdict)
                    .containsOnly(Verdict.EXACT);
        }
    }

    private static void run(ConnectClient cluster, String sink, TestedConnector writer, Path output) {
        cluster.createConnector(
                sink,
                ConnectorConfig.empty()
                        .with("connector.class", "SequenceSink")
                        .with("topics", writer.topic())
                        .with("tasks.max", "1")
                        .with("file", output.toString()));
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> !cluster.listOffsets(sink).isEmpty());
    }

    private static TranslatedSnapshot translated(MigrationReport report) {
        assertThat(report).as("%s", report).matches(MigrationReport::succeeded);
        ConnectorReport connector = report.connectors().get(0);
        return Objects.requireNonNull(connector.translation());
    }

    /** Waits until more is there of each of the six sequences, two of each writer. */
    private static void awaitMoreOfEach(Path output) {
        Map<String, Long> before = SequenceReader.sinkFile(output).last();
        await().atMost(TestedConnector.DEADLINE)
                .untilAsserted(() -> assertThat(SequenceReader.sinkFile(output).last())
                        .hasSize(6)
                        .allSatisfy((key, last) ->
                                assertThat(last).isGreaterThanOrEqualTo(before.getOrDefault(key, -1L) + 20)));
    }

    private static void awaitMore(Path output) {
        long enough = SequenceReader.sinkFile(output).records() + 100;
        await().atMost(TestedConnector.DEADLINE)
                .untilAsserted(() ->
                        assertThat(SequenceReader.sinkFile(output).records()).isGreaterThanOrEqualTo(enough));
    }
}
