package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.report.MigrationCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A check leaves nothing in the logs of real workers that would alert an operator. */
@ExtendWith(SharedLaboratory.class)
class WorkerLogIT {

    private final Laboratory lab;
    private final ConnectCluster source;
    private final ConnectCluster target;

    WorkerLogIT(Laboratory lab) {
        this.lab = lab;
        this.source = lab.cluster("source", KafkaVersion.V3_9);
        this.target = lab.cluster("target", KafkaVersion.V4_3);
    }

    @Test
    void neither_asking_for_the_capabilities_nor_a_check_logs_an_error() throws IOException {
        try (TestedConnector connector = TestedConnector.between(lab, source, target)) {
            connector.running();
            connector.awaitOffsets(connector.source());
            long sourceLogged = Files.size(source.worker().log());
            long targetLogged = Files.size(target.worker().log());

            ConnectClient.of(source.url()).capabilities();
            ConnectClient.of(target.url()).capabilities();
            MigrationCheck check = Migrator.create().check(connector.plan());

            assertThat(check).matches(MigrationCheck::passed);
            assertThat(errors(source, sourceLogged)).isEmpty();
            assertThat(errors(target, targetLogged)).isEmpty();
        }
    }

    private static List<String> errors(ConnectCluster cluster, long after) throws IOException {
        byte[] log = Files.readAllBytes(cluster.worker().log());
        return new String(log, (int) after, log.length - (int) after, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("ERROR"))
                .toList();
    }
}
