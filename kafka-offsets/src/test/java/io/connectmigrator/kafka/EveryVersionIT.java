package io.connectmigrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.MigrationReport;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * There and back between workers of any two versions. The default run takes three pairs, in which the newest version and two
 * older ones are the source once and the target once; the profile {@code every-pair} takes all.
 */
@ExtendWith(SharedLaboratory.class)
class EveryVersionIT {

    private static final boolean EVERY_PAIR = Boolean.getBoolean("every.pair");

    private final Laboratory lab;

    EveryVersionIT(Laboratory lab) {
        this.lab = lab;
    }

    static Stream<Arguments> pairs() {
        return EVERY_PAIR
                ? versions().flatMap(source -> versions().map(target -> Arguments.of(source, target)))
                : Stream.of(
                        Arguments.of(KafkaVersion.V3_4, KafkaVersion.V4_3),
                        Arguments.of(KafkaVersion.V4_3, KafkaVersion.V3_6),
                        Arguments.of(KafkaVersion.V3_6, KafkaVersion.V3_4));
    }

    private static Stream<KafkaVersion> versions() {
        return Arrays.stream(KafkaVersion.values());
    }

    @ParameterizedTest(name = "from {0} to {1}")
    @MethodSource("pairs")
    void a_running_connector_moves_and_comes_back_with_every_record_exactly_once(
            KafkaVersion source, KafkaVersion target) {
        try (OpenClients clients = new OpenClients();
                TestedConnector connector = new TestedConnector(
                        lab, clients.of(lab.cluster("source", source)), clients.of(targetOf(source, target)))) {
            connector.running();
            Migrator migrator = Migrator.create();
            MigrationCheck check = migrator.check(connector.plan());

            MigrationReport there = migrator.migrate(connector.plan());

            System.out.println(check + System.lineSeparator() + there);
            assertThat(there).matches(MigrationReport::succeeded);
            connector.assertTarget(ConnectorState.RUNNING);
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();

            MigrationReport back = migrator.rollback(connector.plan());

            System.out.println(back);
            assertThat(back).matches(MigrationReport::succeeded);
            connector.assertSource(ConnectorState.RUNNING);
            connector.assertTargetAsFound();
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
            System.out.println("PAIR " + source + " | " + target + " | " + way(there) + " | "
                    + there.connectors().get(0).downtime() + " | " + way(back));
        }
    }

    /** One cluster of a version serves as source and as target, unless both are of the same version. */
    private ConnectCluster targetOf(KafkaVersion source, KafkaVersion target) {
        return lab.cluster(source == target ? "target" : "source", target);
    }

    private static String way(MigrationReport report) {
        ConnectorReport connector = report.connectors().get(0);
        return connector.readWith() + " | " + connector.writtenWith();
    }
}
