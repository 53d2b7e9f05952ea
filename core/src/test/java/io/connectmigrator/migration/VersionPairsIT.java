package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.report.MigrationReport;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Moves a connector between workers of two versions over REST. The default run takes each version with itself and 4.3 with all;
 * the profile {@code every-pair} takes all pairs.
 */
@Order(1)
@ExtendWith(SharedLaboratory.class)
class VersionPairsIT {

    private static final boolean EVERY_PAIR = Boolean.getBoolean("every.pair");

    private static final List<KafkaVersion> VERSIONS =
            List.of(KafkaVersion.V3_7, KafkaVersion.V3_9, KafkaVersion.V4_3, KafkaVersion.V4_4);

    private final Laboratory lab;

    VersionPairsIT(Laboratory lab) {
        this.lab = lab;
    }

    static Stream<Arguments> pairs() {
        return VERSIONS.stream()
                .flatMap(source -> VERSIONS.stream()
                        .filter(target -> EVERY_PAIR || source == target || source == KafkaVersion.V4_3)
                        .map(target -> Arguments.of(source, target)));
    }

    @ParameterizedTest(name = "from {0} to {1}")
    @MethodSource("pairs")
    void a_running_connector_moves_with_every_record_exactly_once(KafkaVersion source, KafkaVersion target) {
        assertMoves(TestedConnector.between(lab, lab.cluster("source", source), lab.cluster("target", target)));
    }

    @Test
    void a_running_connector_moves_from_4_3_to_4_4_on_a_broker_of_4_4() {
        Broker broker = lab.kafka("kafka-4.4", KafkaVersion.V4_4);
        List<ConnectCluster> clusters = lab.startAll(
                lab.connect("before-4.4").version(KafkaVersion.V4_3).kafka(broker),
                lab.connect("on-4.4").version(KafkaVersion.V4_4).kafka(broker));

        assertMoves(new TestedConnector(
                () -> lab.reader(broker),
                TestedConnector.client(clusters.get(0)),
                TestedConnector.client(clusters.get(1))));

        clusters.forEach(ConnectCluster::stop);
        broker.stop();
    }

    private static void assertMoves(TestedConnector tested) {
        try (TestedConnector connector = tested) {
            connector.running();
            Migrator migrator = Migrator.create();

            MigrationReport report = migrator.migrate(connector.plan());

            assertThat(report).matches(MigrationReport::succeeded);
            connector.assertSource(ConnectorState.STOPPED);
            connector.assertTarget(ConnectorState.RUNNING);
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
            System.out.println(report);

            assertThat(migrator.confirm(connector.plan())).matches(MigrationReport::succeeded);
            assertThat(connector.source().findConnector(connector.name())).isEmpty();
            connector.assertTarget(ConnectorState.RUNNING);
        }
    }
}
