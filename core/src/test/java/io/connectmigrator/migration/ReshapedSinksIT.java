package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceReader;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sinks of two topics become one on real workers while both topics are written. All write to one file, whose lines are counted. */
@ExtendWith(SharedLaboratory.class)
class ReshapedSinksIT {

    private final Migrator migrator = Migrator.create();
    private final Laboratory lab;
    private final ConnectClient cluster;
    private final TestedConnector oneWriter;
    private final TestedConnector otherWriter;
    private final String one;
    private final String other;
    private final String both;
    private Path output;

    ReshapedSinksIT(Laboratory lab) {
        ConnectCluster workers = lab.cluster("source", KafkaVersion.V4_3);
        this.lab = lab;
        this.cluster = TestedConnector.client(workers);
        this.oneWriter = TestedConnector.between(lab, workers, workers);
        this.otherWriter = TestedConnector.between(lab, workers, workers);
        this.one = "sink-of-" + oneWriter.name();
        this.other = "sink-of-" + otherWriter.name();
        this.both = one + "-and-the-other";
        this.output = lab.file("none");
    }

    @BeforeEach
    void startWriters(TestInfo test) {
        output = lab.file(one);
        oneWriter.running("key.prefix", "one-");
        otherWriter.running("key.prefix", "other-");
    }

    @AfterEach
    void deleteAll() {
        Stream.of(one, other, both)
                .filter(name -> cluster.findConnector(name).isPresent())
                .forEach(cluster::deleteConnector);
        oneWriter.close();
        otherWriter.close();
    }

    private ConnectorConfig sink(String key, String topics) {
        return ConnectorConfig.empty()
                .with("connector.class", "SequenceSink")
                .with(key, topics)
                .with("tasks.max", "1")
                .with("file", output.toString());
    }

    private void run(String name, ConnectorConfig config) {
        cluster.createConnector(name, config);
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> !cluster.listOffsets(name).isEmpty());
    }

    private MigrationPlan merging() {
        return MigrationPlan.builder()
                .from(cluster)
                .to(cluster)
                .merge(both, one, other)
                .build();
    }

    /** Waits until more is there of each of the four sequences. */
    private void awaitMoreOutput() {
        Map<String, Long> before = tally().last();
        await().atMost(TestedConnector.DEADLINE)
                .untilAsserted(() -> assertThat(tally().last())
                        .hasSize(4)
                        .allSatisfy((key, last) ->
                                assertThat(last).isGreaterThanOrEqualTo(before.getOrDefault(key, -1L) + 20)));
    }

    private SequenceTally tally() {
        return SequenceReader.sinkFile(output);
    }

    private void mergeAndComeBack() {
        awaitMoreOutput();
        MigrationReport merged = migrator.migrate(merging());
        assertThat(merged.succeeded()).as("%s", merged).isTrue();
        TestedConnector.assertState(cluster, both, ConnectorState.RUNNING);
        awaitMoreOutput();
        MigrationReport back = migrator.rollback(merging());
        assertThat(back.succeeded()).as("%s", back).isTrue();
        awaitMoreOutput();
        assertThat(tally()).matches(SequenceTally::exactlyOnce);
        System.out.println("RESHAPED | sink to a file | " + tally().records() + " | 0 | 0 | "
                + merged.connectors().get(0).downtime());
    }

    @Test
    void a_list_of_topics_and_a_regular_expression_become_one_config() {
        run(one, sink("topics", oneWriter.topic()));
        run(other, sink("topics.regex", otherWriter.topic() + "(\\.old)?"));

        mergeAndComeBack();
    }

    /** The group has the offset still, which is not that of the one that reads the topic now. */
    @Test
    void what_is_left_in_a_group_of_a_topic_that_its_sink_no_longer_reads_stays_behind() {
        run(one, sink("topics", oneWriter.topic()));
        run(other, sink("topics", otherWriter.topic()));
        awaitMoreOutput();
        cluster.stop(one);
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> cluster.status(one).tasks().isEmpty());
        await().atMost(TestedConnector.DEADLINE)
                .ignoreExceptions()
                .untilAsserted(() -> cluster.alterOffsets(
                        one,
                        OffsetSnapshot.of(Stream.concat(
                                        cluster.listOffsets(one).offsets().stream(),
                                        Stream.of(new ConnectorOffset(
                                                Map.of("kafka_topic", otherWriter.topic(), "kafka_partition", 0L),
                                                Map.of("kafka_offset", 5L))))
                                .toList())));
        cluster.resume(one);
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> cluster.status(one).tasks().size() == 1);

        mergeAndComeBack();
    }

    @Test
    void a_topic_that_both_read_is_refused() {
        run(one, sink("topics", oneWriter.topic()));
        run(other, sink("topics.regex", oneWriter.topic() + "|" + otherWriter.topic()));

        List<Problem> problems = migrator.check(merging()).problems();

        assertThat(problems)
                .filteredOn(Problem::isError)
                .extracting(Problem::code)
                .contains(ProblemCode.COVERAGE_OVERLAPS);
        assertThat(cluster.listConnectors()).contains(one, other).doesNotContain(both);
    }
}
