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
import io.connectmigrator.report.MigrationReport;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A sink moves while the topic that it reads is being written, beyond what
 * {@link io.connectmigrator.lab.contract.MigrationContract} promises.
 */
@ExtendWith(SharedLaboratory.class)
class SinkIT {

    private final Laboratory lab;
    private final ConnectClient source;
    private final ConnectClient target;
    private final Migrator migrator = Migrator.create();
    private String sink = "";
    private TestedConnector writer;
    private Path output;

    SinkIT(Laboratory lab) {
        ConnectCluster from = lab.cluster("source", KafkaVersion.V3_9);
        ConnectCluster to = lab.cluster("target", KafkaVersion.V4_3);
        this.lab = lab;
        this.source = TestedConnector.client(from);
        this.target = TestedConnector.client(to);
        this.writer = TestedConnector.between(lab, to, from);
        this.output = lab.file("none");
    }

    @BeforeEach
    void startWriterAndSink(TestInfo test) {
        writer.running();
        sink = "sink-of-" + writer.name();
        output = lab.file(sink);
        source.createConnector(sink, sinkConfig());
        awaitMoreOutput();
        // From now on the group has offsets, which both clusters see.
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> !source.listOffsets(sink).isEmpty());
    }

    @AfterEach
    void deleteAll() {
        writer.close();
        for (ConnectClient cluster : new ConnectClient[] {source, target}) {
            cluster.listConnectors().stream()
                    .filter(name -> name.equals(sink) || name.equals(sink + "-eu"))
                    .forEach(cluster::deleteConnector);
        }
    }

    @Test
    void it_is_rolled_back_under_its_own_name() {
        MigrationPlan plan = plan(UnaryOperator.identity());
        migrator.migrate(plan);
        awaitMoreOutput();

        assertThat(migrator.rollback(plan)).matches(MigrationReport::succeeded);

        TestedConnector.assertState(source, sink, ConnectorState.RUNNING);
        assertThat(target.findConnector(sink)).isEmpty();
        awaitMoreOutput();
        assertExactlyOnce();
    }

    @Test
    void under_a_new_name_its_offsets_move_to_a_new_group_and_back_in_a_rollback() {
        MigrationPlan plan = plan(name -> name + "-eu");
        assertThat(migrator.migrate(plan)).matches(MigrationReport::succeeded);
        TestedConnector.assertState(target, sink + "-eu", ConnectorState.RUNNING);
        TestedConnector.assertState(source, sink, ConnectorState.STOPPED);
        awaitMoreOutput();
        assertExactlyOnce();

        assertThat(migrator.rollback(plan)).matches(MigrationReport::succeeded);

        TestedConnector.assertState(source, sink, ConnectorState.RUNNING);
        awaitMoreOutput();
        assertExactlyOnce();
    }

    private MigrationPlan plan(UnaryOperator<String> rename) {
        return MigrationPlan.builder()
                .from(source)
                .to(target)
                .connectors(sink)
                .rename(rename)
                .build();
    }

    private ConnectorConfig sinkConfig() {
        return ConnectorConfig.empty()
                .with("connector.class", "SequenceSink")
                .with("topics", writer.topic())
                .with("tasks.max", "1")
                .with("file", output.toString());
    }

    private void awaitMoreOutput() {
        long enough = SequenceReader.sinkFile(output).records() + 100;
        await().atMost(TestedConnector.DEADLINE)
                .untilAsserted(() -> assertThat(SequenceReader.sinkFile(output).records())
                        .as(() -> writer.tally().records() + " written, " + source.findStatus(sink))
                        .isGreaterThanOrEqualTo(enough));
    }

    private void assertExactlyOnce() {
        assertThat(SequenceReader.sinkFile(output)).matches(SequenceTally::exactlyOnce);
    }
}
