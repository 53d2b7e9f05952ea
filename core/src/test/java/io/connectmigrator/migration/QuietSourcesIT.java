package io.connectmigrator.migration;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.ThreadPerTask;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.ConnectorKinds;
import io.connectmigrator.lab.moving.TableConnector;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Connectors on a real database that have read nothing yet, or ask it seldom. */
@ExtendWith(SharedLaboratory.class)
class QuietSourcesIT {

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(5);

    private static List<ConnectCluster> clusters = List.of();

    private final Migrator migrator = Migrator.create();
    private final Laboratory lab;
    private final ConnectClient source;
    private final ConnectClient target;

    QuietSourcesIT(Laboratory lab) {
        this.lab = lab;
        this.source = TestedConnector.client(clusters.get(0));
        this.target = TestedConnector.client(clusters.get(1));
    }

    @BeforeAll
    static void startServers(Laboratory lab) {
        CompletableFuture<Void> database = CompletableFuture.runAsync(lab::postgres, new ThreadPerTask());
        clusters = lab.startAll(cluster(lab, "quiet-source"), cluster(lab, "quiet-target"));
        database.join();
    }

    private static ConnectCluster.Builder cluster(Laboratory lab, String name) {
        ConnectCluster.Builder workers = lab.connect(name).with("offset.flush.interval.ms", "250");
        return ConnectorKinds.JDBC_INCREMENTING.installOn(ConnectorKinds.DEBEZIUM_POSTGRES.installOn(workers));
    }

    @AfterAll
    static void killClusters() {
        clusters.forEach(ConnectCluster::kill);
    }

    @Test
    void debezium_on_an_empty_table_is_brought_back_at_once_and_moves_when_it_has_read_a_row() {
        try (TableConnector connector = new TableConnector(lab, ConnectorKinds.DEBEZIUM_POSTGRES, source, target)) {
            MigrationPlan plan = connector.planning().build();
            source.createConnector(connector.name(), connector.config());
            awaitSlot(connector);

            MigrationCheck check = migrator.check(plan);
            assertThat(check).matches(MigrationCheck::passed);
            assertThat(check.problems()).extracting(Problem::code).contains(ProblemCode.OFFSETS_EMPTY);

            MigrationReport undone = migrator.migrate(plan);
            assertThat(undone.connectors().get(0).outcome()).isEqualTo(new Undone(MigrationStep.SNAPSHOT));
            Problem empty = undone.problems().stream()
                    .filter(Problem::isError)
                    .findFirst()
                    .orElseThrow();
            assertThat(empty.code()).isEqualTo(ProblemCode.OFFSETS_EMPTY);
            assertThat(empty.message()).containsPattern("ran again after [0-9]{1,4} ms");
            TestedConnector.assertState(source, connector.name(), ConnectorState.RUNNING);
            assertThat(target.findConnector(connector.name())).isEmpty();
            System.out.println("EMPTY | " + empty.message());

            connector.write(1);
            await().atMost(TestedConnector.DEADLINE)
                    .until(() -> source.listOffsets(connector.name()).size() == 1);
            MigrationReport moved = migrator.migrate(plan);
            assertThat(moved).matches(MigrationReport::succeeded);
            TestedConnector.assertState(target, connector.name(), ConnectorState.RUNNING);
            connector.assertExactlyOnce();
            System.out.println("MOVED | " + connector.tally() + " | " + down(moved));
        }
    }

    private void awaitSlot(TableConnector connector) {
        String active =
                "SELECT count(*) FROM pg_replication_slots WHERE active AND slot_name = '" + connector.name() + "'";
        await().atMost(TestedConnector.DEADLINE).until(() -> lab.postgres().queryNumber(active) == 1);
    }

    @Test
    void a_target_that_asks_seldom_is_silent_for_longer_than_it_is_down() {
        try (TableConnector connector = new TableConnector(lab, ConnectorKinds.JDBC_INCREMENTING, source, target)) {
            connector.write(10);
            connector.running("poll.interval.ms", "" + POLL_INTERVAL.toMillis());
            CompletableFuture<Void> cutOver = new CompletableFuture<>();
            CompletableFuture<Void> written = cutOver.thenRunAsync(
                    () -> {
                        awaitQuery(connector);
                        connector.write(1);
                    },
                    new ThreadPerTask());
            MigrationPlan plan = connector
                    .planning()
                    .onCutover((name, targetName) -> cutOver.complete(null))
                    .build();

            Migrator patient =
                    Migrator.builder().settlingTime(Duration.ofSeconds(30)).build();
            MigrationReport report = patient.migrate(plan);

            assertThat(report).matches(MigrationReport::succeeded);
            written.join();
            ConnectorReport moved = report.connectors().get(0);
            assertThat(moved.silence())
                    .isGreaterThan(POLL_INTERVAL)
                    .isGreaterThan(requireNonNull(moved.downtime()).multipliedBy(2));
            connector.assertExactlyOnce();

            MigrationReport back = patient.rollback(plan);
            assertThat(back).matches(MigrationReport::succeeded);
            assertThat(back.connectors().get(0).silence()).isNull();
            connector.write(1);
            connector.assertExactlyOnce();
            System.out.println("MOVED | " + connector.tally() + " | " + down(report) + " | back: " + down(back));
        }
    }

    /** Waits until the target has asked for rows and has got none. */
    private void awaitQuery(TableConnector connector) {
        String asked = "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle' AND pid <> pg_backend_pid()"
                + " AND query LIKE 'SELECT%" + connector.name() + "%'";
        await().atMost(TestedConnector.DEADLINE).until(() -> lab.postgres().queryNumber(asked) == 1);
    }

    private static String down(MigrationReport report) {
        ConnectorReport connector = report.connectors().get(0);
        return connector.downtime() + " down, " + connector.silence() + " silent";
    }
}
