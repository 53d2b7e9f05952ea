package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A connector whose topic is in a file, which workers read for it if they have the config provider. */
@ExtendWith(SharedLaboratory.class)
class PlaceholdersIT {

    private static List<ConnectCluster> clusters = List.of();

    private final Migrator migrator = Migrator.create();
    private final Laboratory lab;
    private final ConnectClient source;

    PlaceholdersIT(Laboratory lab) {
        this.lab = lab;
        this.source = TestedConnector.client(clusters.get(0));
    }

    @BeforeAll
    static void startWorkers(Laboratory lab) {
        clusters = lab.startAll(cluster(lab, "files-source"), cluster(lab, "files-target"));
    }

    private static ConnectCluster.Builder cluster(Laboratory lab, String name) {
        return lab.connect(name)
                .with("config.providers", "file")
                .with("config.providers.file.class", "org.apache.kafka.common.config.provider.FileConfigProvider");
    }

    @AfterAll
    static void killClusters() {
        clusters.forEach(ConnectCluster::kill);
    }

    @Test
    void it_is_refused_when_the_target_lacks_the_provider() throws IOException {
        ConnectClient without = TestedConnector.client(lab.cluster("target", KafkaVersion.V4_3));
        try (TestedConnector connector = running(without)) {
            MigrationReport report = migrator.migrate(connector.plan());

            assertThat(report.problems())
                    .filteredOn(Problem::isError)
                    .singleElement()
                    .matches(problem -> problem.code() == ProblemCode.PLACEHOLDER_UNRESOLVED)
                    .asString()
                    .contains("leaves the placeholders of '" + connector.name() + "' in topic as they are");
            connector.assertSource(ConnectorState.RUNNING);
            connector.assertTargetAsFound();
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    @Test
    void it_moves_when_both_have_the_provider() throws IOException {
        try (TestedConnector connector = running(TestedConnector.client(clusters.get(1)))) {
            MigrationReport report = migrator.migrate(connector.plan());

            assertThat(report).matches(MigrationReport::succeeded);
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
            System.out.println("MOVED | " + connector.tally());
        }
    }

    private TestedConnector running(ConnectClient target) throws IOException {
        TestedConnector connector = new TestedConnector(lab, source, target);
        Path file = lab.file(connector.name() + ".properties");
        Files.writeString(file, "topic=" + connector.topic());
        connector.running("topic", "${file:" + file + ":topic}");
        connector.awaitOffsets(source);
        return connector;
    }
}
