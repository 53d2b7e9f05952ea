package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.ThreadPerTask;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.ConnectorKinds;
import io.connectmigrator.lab.moving.HeldSlot;
import io.connectmigrator.lab.moving.NumberedTable;
import io.connectmigrator.lab.moving.TableConnector;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Debezium's connector for PostgreSQL moves between real workers while rows are written to a real database. */
@Order(1)
@ExtendWith(SharedLaboratory.class)
class DebeziumPostgresIT {

    private static final Duration HELD = Duration.ofSeconds(5);

    private static List<ConnectCluster> clusters = List.of();

    private final Migrator migrator = Migrator.create();
    private final Laboratory lab;
    private final ConnectClient source;
    private final ConnectClient target;

    DebeziumPostgresIT(Laboratory lab) {
        this.lab = lab;
        this.source = TestedConnector.client(clusters.get(0));
        this.target = TestedConnector.client(clusters.get(1));
    }

    @BeforeAll
    static void startServers(Laboratory lab) {
        CompletableFuture<Void> database = CompletableFuture.runAsync(lab::postgres, new ThreadPerTask());
        clusters = lab.startAll(cluster(lab, "debezium-source"), cluster(lab, "debezium-target"));
        database.join();
    }

    private static ConnectCluster.Builder cluster(Laboratory lab, String name) {
        return ConnectorKinds.DEBEZIUM_POSTGRES.installOn(lab.connect(name)).with("offset.flush.interval.ms", "250");
    }

    @AfterAll
    static void killClusters() {
        clusters.forEach(ConnectCluster::kill);
    }

    @Test
    void each_row_arrives_once_in_a_migration_and_its_rollback() {
        try (TableConnector connector = connector()) {
            connector.table().insert(1_000);
            connector.running();
            connector.table().startWriting();
            connector.awaitMoreRecords();

            MigrationPlan plan = connector.planning().build();
            assertSucceeds(migrator.migrate(plan));
            connector.awaitMoreRecords();
            assertSucceeds(migrator.rollback(plan));
            connector.awaitMoreRecords();

            connector.assertExactlyOnce();
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "every.point", matches = "true")
    void each_row_arrives_once_though_another_client_holds_the_slot_when_the_target_starts() throws SQLException {
        try (TableConnector connector = connector();
                HeldSlot slot = new HeldSlot(lab.postgres(), connector.name())) {
            connector.table().insert(10);
            connector.running("slot.max.retries", "100");
            connector.whileRecordsAreWritten();

            Migrator patient =
                    Migrator.builder().settlingTime(Duration.ofSeconds(30)).build();
            MigrationReport report = patient.migrate(connector
                    .planning()
                    .onCutover((name, targetName) -> slot.holdFor(HELD))
                    .build());

            assertSucceeds(report);
            ConnectorReport moved = report.connectors().get(0);
            // The target says RUNNING while it waits for the slot.
            assertThat(moved.silence()).isGreaterThan(HELD).isGreaterThan(moved.downtime());
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
            System.out.println("MOVED | " + ConnectorKinds.DEBEZIUM_POSTGRES
                    + " | another client holds the slot when the target starts | 4.3.1 to 4.3.1 | "
                    + connector.table().rows() + " | 0 | 0 | "
                    + moved.downtime() + " down, " + moved.silence() + " silent");
        }
    }

    @Test
    void a_missing_publication_fails_the_target_after_it_ran_and_the_connector_is_rolled_back() {
        try (TableConnector connector = connector()) {
            connector.table().insert(10);
            connector.running();
            connector.table().startWriting();
            Migrator impatient =
                    Migrator.builder().startTimeout(Duration.ofSeconds(10)).build();
            MigrationPlan plan = connector
                    .planning()
                    .config((name, config) ->
                            config.with("publication.name", "missing").with("publication.autocreate.mode", "disabled"))
                    .build();

            MigrationReport report = impatient.migrate(plan);

            assertThat(report.connectors().get(0).outcome()).isInstanceOf(MigrationOutcome.Unfinished.class);
            assertThat(report.problems()).extracting(Problem::code).contains(ProblemCode.TASK_FAILED);
            assertThat(impatient.rollback(plan)).matches(MigrationReport::succeeded);
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    @Test
    void a_connector_in_its_initial_snapshot_is_refused_until_the_snapshot_is_complete() throws SQLException {
        try (TableConnector connector = connector();
                NumberedTable second = NumberedTable.create(lab.postgres(), connector.name() + "_locked")) {
            connector.table().insert(1_000);
            second.insert(10);
            // The snapshot waits for the lock on the second table; neither slot nor publication can be made meanwhile.
            lab.postgres()
                    .execute("SELECT pg_create_logical_replication_slot('" + connector.name() + "', 'pgoutput');"
                            + "CREATE PUBLICATION " + connector.name() + " FOR TABLE " + connector.name() + ", "
                            + second.name());
            try (Connection locking = lab.postgres().connect();
                    Statement statement = locking.createStatement()) {
                locking.setAutoCommit(false);
                statement.execute("LOCK TABLE " + second.name() + " IN ACCESS EXCLUSIVE MODE");
                source.createConnector(
                        connector.name(),
                        connector.config(
                                "publication.autocreate.mode",
                                "disabled",
                                "table.include.list",
                                "public." + connector.name() + ",public." + second.name()));
                await().atMost(TestedConnector.DEADLINE)
                        .until(() -> source.listOffsets(connector.name()).size() > 0);

                assertRefused(connector.planning().build(), ProblemCode.SNAPSHOT_RUNNING);
                locking.rollback();
            }

            await().atMost(TestedConnector.DEADLINE)
                    .untilAsserted(
                            () -> assertThat(migrator.check(connector.planning().build()))
                                    .matches(MigrationCheck::passed));
            connector.assertExactlyOnce();
        }
    }

    @Test
    void a_slot_that_is_dropped_at_the_stop_is_refused() {
        try (TableConnector connector = connector()) {
            connector.table().insert(10);
            connector.running("slot.drop.on.stop", "true");

            assertRefused(connector.planning().build(), ProblemCode.STATE_LOST);

            connector.table().insert(10);
            connector.assertExactlyOnce();
        }
    }

    @Test
    void another_topic_prefix_is_refused() {
        try (TableConnector connector = connector()) {
            connector.table().insert(10);
            connector.running();

            assertRefused(
                    connector
                            .planning()
                            .config((name, config) -> config.with("topic.prefix", "renamed"))
                            .build(),
                    ProblemCode.IDENTITY_CHANGED);
        }
    }

    private TableConnector connector() {
        return new TableConnector(lab, ConnectorKinds.DEBEZIUM_POSTGRES, source, target);
    }

    private static void assertSucceeds(MigrationReport report) {
        assertThat(report).matches(MigrationReport::succeeded);
        assertThat(report.problems())
                .filteredOn(problem -> problem.rule() == null)
                .isEmpty();
    }

    /** The plan is refused for one reason, and the source is left unchanged. */
    private void assertRefused(MigrationPlan plan, ProblemCode code) {
        MigrationReport report = migrator.migrate(plan);

        assertThat(report).matches(refused -> !refused.succeeded());
        assertThat(report.problems())
                .filteredOn(Problem::isError)
                .extracting(Problem::code)
                .containsExactly(code);
        String name = report.connectors().get(0).connector();
        TestedConnector.assertState(source, name, ConnectorState.RUNNING);
        assertThat(target.findConnector(name)).isEmpty();
    }
}
