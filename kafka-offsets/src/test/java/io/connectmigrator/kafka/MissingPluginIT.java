package io.connectmigrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The workers of the source have lost the plugin of their connectors, whose offsets are in the offset topic all the same. */
@ExtendWith(SharedLaboratory.class)
class MissingPluginIT {

    private static final String NAME = "loses-its-plugin";

    private final Laboratory lab;

    MissingPluginIT(Laboratory lab) {
        this.lab = lab;
    }

    @Test
    void connectors_whose_plugin_is_missing_on_the_source_move_with_the_offset_topics_and_not_over_rest()
            throws IOException {
        ConnectCluster target = lab.cluster("target", KafkaVersion.V4_3);
        ConnectCluster source = lab.connect(NAME).start();
        try (OpenClients clients = new OpenClients()) {
            // They are not closed, since the worker that they were created on is gone by then.
            TestedConnector running = connector(clients, source, target);
            TestedConnector paused = connector(clients, source, target);
            TestedConnector stopped = connector(clients, source, target);
            List<TestedConnector> all = List.of(running, paused, stopped);
            paused.source().pause(paused.name());
            stopped.source().stop(stopped.name());
            awaitState(paused, ConnectorState.PAUSED);
            awaitState(stopped, ConnectorState.STOPPED);
            source.stop();
            ConnectCluster bare = lab.connect(NAME)
                    .with("plugin.path", emptyFolder().toString())
                    .start();
            all.forEach(each -> awaitFailed(bare, each));

            MigrationCheck overRest = Migrator.create().check(plan(TestedConnector.client(bare), target, all));
            assertThat(overRest.connectors())
                    .allSatisfy(each -> assertThat(each.problems())
                            .filteredOn(problem -> problem.isError())
                            .extracting(problem -> problem.code())
                            .containsExactly(ProblemCode.OFFSETS_NEED_TRANSPORT));

            ConnectClient knowing = clients.of(bare, OpenClients.offsets(bare).configTopic(bare.configTopic()));
            MigrationCheck ofPaused = Migrator.create().check(plan(knowing, target, all));
            assertThat(ofPaused.connectors())
                    .filteredOn(each -> !each.passed())
                    .singleElement()
                    .satisfies(each -> {
                        assertThat(each.connector()).isEqualTo(paused.name());
                        assertThat(each.problems().toString()).contains("it was paused before");
                    });

            MigrationPlan plan = plan(clients.of(bare), target, all);
            MigrationCheck check = Migrator.create().check(plan);
            MigrationReport report = Migrator.create().migrate(plan);

            assertThat(check.passed()).as("%s", check).isTrue();
            assertThat(check.problems().toString()).contains("do not show whether a failed connector was paused");
            assertThat(report).matches(MigrationReport::succeeded);
            running.awaitMoreRecords();
            all.forEach(TestedConnector::assertExactlyOnce);
            assertThat(Stream.of(running, paused, stopped).map(each -> state(target, each)))
                    .as("that one was paused is not shown")
                    .containsExactly(ConnectorState.RUNNING, ConnectorState.RUNNING, ConnectorState.STOPPED);
            all.forEach(each -> each.target().deleteConnector(each.name()));
            bare.kill();
        }
    }

    private TestedConnector connector(OpenClients clients, ConnectCluster source, ConnectCluster target) {
        TestedConnector connector = new TestedConnector(lab, clients.of(source), clients.of(target)).running();
        connector.awaitOffsets(connector.source());
        return connector;
    }

    private static MigrationPlan plan(ConnectClient from, ConnectCluster to, List<TestedConnector> connectors) {
        return MigrationPlan.builder()
                .from(from)
                .to(TestedConnector.client(to))
                .connectors(connectors.stream().map(TestedConnector::name).toArray(String[]::new))
                .allow("D4", "no acknowledgement is lost here")
                .build();
    }

    private static Path emptyFolder() throws IOException {
        return Files.createTempDirectory("no-plugins");
    }

    private static void awaitState(TestedConnector connector, ConnectorState state) {
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> connector.source().status(connector.name()).state() == state);
    }

    private static void awaitFailed(ConnectCluster cluster, TestedConnector connector) {
        await().atMost(TestedConnector.DEADLINE).until(() -> state(cluster, connector) == ConnectorState.FAILED);
    }

    private static ConnectorState state(ConnectCluster cluster, TestedConnector connector) {
        return TestedConnector.client(cluster).status(connector.name()).state();
    }
}
