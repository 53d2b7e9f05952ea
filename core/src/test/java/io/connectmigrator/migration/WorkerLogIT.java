package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.ConnectCluster;
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

/** A check leaves nothing in the log of a real worker, which no other test has, that would alert an operator. */
@ExtendWith(SharedLaboratory.class)
class WorkerLogIT {

    @Test
    void neither_asking_for_the_capabilities_nor_a_check_logs_an_error(Laboratory lab) throws IOException {
        ConnectCluster cluster = lab.connect("logging").start();
        try (TestedConnector connector = TestedConnector.between(lab, cluster, cluster)) {
            connector.running();
            connector.awaitOffsets(connector.source());
            long before = Files.size(cluster.worker().log());

            ConnectClient.of(cluster.url()).capabilities();
            MigrationCheck check = Migrator.create()
                    .check(connector
                            .planning()
                            .rename(name -> name + "-renamed")
                            .build());

            assertThat(check).matches(MigrationCheck::passed);
            assertThat(errors(cluster, before)).isEmpty();
        } finally {
            cluster.kill();
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
