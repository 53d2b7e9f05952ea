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
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two workers, of which the one that leads tells the other a port at which nothing listens. */
@ExtendWith(SharedLaboratory.class)
class AdvertisedPortIT {

    private static List<ConnectCluster> workers = List.of();

    private final Laboratory lab;
    private final ConnectCluster leader = workers.get(0);
    private final ConnectCluster follower = workers.get(1);
    private final ConnectClient target;

    AdvertisedPortIT(Laboratory lab) {
        this.lab = lab;
        this.target = TestedConnector.client(lab.cluster("target", KafkaVersion.V4_3));
    }

    /** Properties are those of all workers of a cluster, so the second worker is one of another that has joined. */
    @BeforeAll
    static void startLeaderFirst(Laboratory lab) {
        ConnectCluster first =
                lab.connect("misled").with("rest.advertised.port", "1").start();
        ConnectCluster.Builder second = lab.connect("misled-second");
        for (String shared :
                new String[] {"group.id", "config.storage.topic", "offset.storage.topic", "status.storage.topic"}) {
            second.with(shared, first.property(shared));
        }
        workers = List.of(first, second.start());
    }

    @AfterAll
    static void killWorkers() {
        workers.forEach(ConnectCluster::kill);
    }

    @Test
    void a_connector_moves_by_requests_to_the_leader_itself() {
        ConnectClient both = ConnectClient.builder(follower.url())
                .url(leader.url())
                .name("misled")
                .build();
        try (TestedConnector connector = new TestedConnector(lab, both, target)) {
            connector.running();
            connector.awaitOffsets(both);
            Migrator migrator = Migrator.create();

            MigrationReport moved = migrator.migrate(connector.plan());

            assertThat(moved).matches(MigrationReport::succeeded);
            connector.awaitMoreRecords();
            MigrationReport back = migrator.rollback(connector.plan());
            assertThat(back).matches(MigrationReport::succeeded);
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
            System.out.println("MOVED | " + connector.tally() + " | "
                    + moved.connectors().get(0).downtime());
        }
    }

    @Test
    void without_the_url_of_the_leader_the_report_names_the_settings_and_the_source_goes_on() {
        ConnectClient one = ConnectClient.builder(follower.url()).name("misled").build();
        ConnectClient other = TestedConnector.client(leader);
        try (TestedConnector connector = new TestedConnector(lab, other, target)) {
            connector.running();
            connector.awaitOffsets(other);
            MigrationPlan plan = MigrationPlan.builder()
                    .from(one)
                    .to(target)
                    .connectors(connector.name())
                    .build();

            MigrationReport report = Migrator.builder()
                    .stopTimeout(Duration.ofSeconds(10))
                    .build()
                    .migrate(plan);

            assertThat(report).matches(failed -> !failed.succeeded());
            assertThat(report.problems().toString()).contains("rest.advertised.port");
            connector.assertSource(ConnectorState.RUNNING);
            connector.assertTargetAsFound();
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }
}
