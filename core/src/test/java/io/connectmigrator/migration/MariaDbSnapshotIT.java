package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.Database;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.ThreadPerTask;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.ConnectorKinds;
import io.connectmigrator.lab.moving.NumberedTable;
import io.connectmigrator.lab.moving.TableConnector;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Debezium's connector for MariaDB while it takes its initial snapshot of a real database. */
@ExtendWith(SharedLaboratory.class)
class MariaDbSnapshotIT {

    private static List<ConnectCluster> clusters = List.of();

    private final Migrator migrator = Migrator.create();
    private final Laboratory lab;
    private final ConnectClient source;
    private final ConnectClient target;

    MariaDbSnapshotIT(Laboratory lab) {
        this.lab = lab;
        this.source = TestedConnector.client(clusters.get(0));
        this.target = TestedConnector.client(clusters.get(1));
    }

    @BeforeAll
    static void startServers(Laboratory lab) {
        CompletableFuture<Void> database = CompletableFuture.runAsync(lab::mariaDb, new ThreadPerTask());
        clusters = lab.startAll(cluster(lab, "mariadb-source"), cluster(lab, "mariadb-target"));
        database.join();
    }

    private static ConnectCluster.Builder cluster(Laboratory lab, String name) {
        return ConnectorKinds.DEBEZIUM_MARIADB.installOn(lab.connect(name)).with("offset.flush.interval.ms", "250");
    }

    @AfterAll
    static void killClusters() {
        clusters.forEach(ConnectCluster::kill);
    }

    @Test
    void the_connector_is_refused_until_the_snapshot_is_complete() throws SQLException {
        Database database = lab.mariaDb();
        try (TableConnector connector = new TableConnector(lab, ConnectorKinds.DEBEZIUM_MARIADB, source, target);
                NumberedTable second = NumberedTable.create(database, connector.name() + "_locked")) {
            connector.write(10_000);
            second.insert(10);
            MigrationPlan plan = connector.planning().build();
            try (Connection locking = database.connect();
                    Statement statement = locking.createStatement()) {
                statement.execute("LOCK TABLES " + second.name() + " WRITE");
                // With its own locks the snapshot would wait before it has read a row.
                source.createConnector(
                        connector.name(),
                        connector.config(
                                "snapshot.locking.mode",
                                "none",
                                "table.include.list",
                                database.qualified(connector.name()) + "," + database.qualified(second.name())));
                await().atMost(TestedConnector.DEADLINE)
                        .until(() -> source.listOffsets(connector.name()).size() > 0);

                assertRefused(plan, connector.name());
                statement.execute("UNLOCK TABLES");
            }

            await().atMost(TestedConnector.DEADLINE)
                    .untilAsserted(() -> assertThat(migrator.check(plan)).matches(MigrationCheck::passed));
            connector.assertExactlyOnce();
            assertThat(migrator.migrate(plan)).matches(MigrationReport::succeeded);
            connector.write(10);
            connector.assertExactlyOnce();
            System.out.println("MOVED | " + connector.tally());
        }
    }

    /** By default the snapshot locks all tables before it reads one, and until it has that lock there is no offset that tells of it. */
    @Test
    void a_snapshot_that_waits_for_its_own_lock_leaves_no_offset_and_the_connector_is_brought_back()
            throws SQLException {
        Database database = lab.mariaDb();
        try (TableConnector connector = new TableConnector(lab, ConnectorKinds.DEBEZIUM_MARIADB, source, target)) {
            connector.write(10);
            MigrationPlan plan = connector.planning().build();
            try (Connection locking = database.connect();
                    Statement statement = locking.createStatement()) {
                statement.execute("LOCK TABLES " + connector.name() + " WRITE");
                source.createConnector(connector.name(), connector.config());
                String waiting =
                        "SELECT count(*) FROM information_schema.processlist WHERE state LIKE 'Waiting for%lock%'";
                await().atMost(TestedConnector.DEADLINE).until(() -> database.queryNumber(waiting) > 0);

                MigrationReport report = migrator.migrate(plan);

                assertThat(report.problems())
                        .filteredOn(Problem::isError)
                        .extracting(Problem::code)
                        .containsExactly(ProblemCode.OFFSETS_EMPTY);
                TestedConnector.assertState(source, connector.name(), ConnectorState.RUNNING);
                assertThat(target.findConnector(connector.name())).isEmpty();
                statement.execute("UNLOCK TABLES");
            }

            connector.assertExactlyOnce();
        }
    }

    private void assertRefused(MigrationPlan plan, String connector) {
        MigrationReport report = migrator.migrate(plan);

        assertThat(report.problems())
                .filteredOn(Problem::isError)
                .extracting(Problem::code)
                .containsExactly(ProblemCode.SNAPSHOT_RUNNING);
        TestedConnector.assertState(source, connector, ConnectorState.RUNNING);
        assertThat(target.findConnector(connector)).isEmpty();
    }
}
