package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.InitialState;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** OffsetsChecksTest does the same in simulated clusters. Here another Kafka cluster and its workers are started. */
@ExtendWith(SharedLaboratory.class)
class SinkToOtherKafkaIT {

    private final Laboratory lab;

    SinkToOtherKafkaIT(Laboratory lab) {
        this.lab = lab;
    }

    @Test
    void a_sink_is_not_moved_to_another_kafka_cluster() {
        ConnectClient source = TestedConnector.client(lab.cluster("source", KafkaVersion.V3_9));
        ConnectCluster elsewhere =
                lab.connect("elsewhere").kafka(lab.kafka("elsewhere")).start();
        source.createConnector(
                "sink-to-other-kafka",
                ConnectorConfig.empty()
                        .with("connector.class", "SequenceSink")
                        .with("topics", "sink-to-other-kafka")
                        .with("file", lab.file("sink-to-other-kafka").toString()),
                InitialState.STOPPED);

        MigrationReport report = Migrator.create()
                .migrate(MigrationPlan.builder()
                        .from(source)
                        .to(TestedConnector.client(elsewhere))
                        .connectors("sink-to-other-kafka")
                        .build());

        assertThat(report.connectors().get(0).outcome()).isInstanceOf(MigrationOutcome.Refused.class);
        assertThat(report.problems()).extracting(Problem::code).contains(ProblemCode.SINK_ON_OTHER_KAFKA);
        assertThat(TestedConnector.client(elsewhere).listConnectors()).isEmpty();
        source.deleteConnector("sink-to-other-kafka");
        elsewhere.kill();
    }
}
