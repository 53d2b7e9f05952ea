package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
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
 * Moves a connector between workers of two versions over REST. In the default run each version is the source or the target of one or
 * more, mostly on workers that other tests have too; the profile {@code every-pair} takes all pairs.
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
        return EVERY_PAIR
                ? VERSIONS.stream().flatMap(source -> VERSIONS.stream().map(target -> Arguments.of(source, target)))
                : Stream.of(
                        Arguments.of(KafkaVersion.V3_7, KafkaVersion.V4_3),
                        Arguments.of(KafkaVersion.V4_3, KafkaVersion.V3_7),
                        Arguments.of(KafkaVersion.V4_3, KafkaVersion.V3_9));
    }

    @ParameterizedTest(name = "from {0} to {1}")
    @MethodSource("pairs")
    void a_running_connector_moves_with_every_record_exactly_once(KafkaVersion source, KafkaVersion target) {
        assertMoves(TestedConnector.between(lab, sourceOf(source, target), lab.cluster("target", target)));
    }

    /** One cluster of a version serves as source and as target, unless both are of the same version. */
    private ConnectCluster sourceOf(KafkaVersion source, KafkaVersion target) {
        return lab.cluster(source == target ? "source" : "target", source);
    }

    @Test
    void a_running_connector_moves_from_4_3_to_4_4_and_from_4_4_to_4_3_on_a_broker_of_4_4() {
        Broker broker = lab.kafka("kafka-4.4", KafkaVersion.V4_4);
        List<ConnectCluster> clusters = lab.startAll(
                lab.connect("before-4.4").version(KafkaVersion.V4_3).kafka(broker),
                lab.connect("on-4.4").version(KafkaVersion.V4_4).kafka(broker));

        ConnectClient older = TestedConnector.client(clusters.get(0));
        ConnectClient newer = TestedConnector.client(clusters.get(1));

        assertMoves(new TestedConnector(() -> lab.reader(broker), older, newer));
        assertMoves(new TestedConnector(() -> lab.reader(broker), newer, older));

        clusters.forEach(ConnectCluster::kill);
        broker.kill();
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
