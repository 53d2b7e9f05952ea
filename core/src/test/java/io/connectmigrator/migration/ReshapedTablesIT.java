package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.ThreadPerTask;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.ConnectorKinds;
import io.connectmigrator.lab.moving.SeveralTables;
import io.connectmigrator.lab.moving.TableConnector;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.offset.OffsetTransforms;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** JDBC sources that are merged, split and renamed where they are, while rows are written to a real database, and what goes wrong with it. */
@ExtendWith(SharedLaboratory.class)
class ReshapedTablesIT {

    private static List<ConnectCluster> clusters = List.of();

    private final Migrator migrator = Migrator.create();
    private final Laboratory lab;
    private final ConnectClient cluster = TestedConnector.client(clusters.get(0));

    ReshapedTablesIT(Laboratory lab) {
        this.lab = lab;
    }

    @BeforeAll
    static void startServers(Laboratory lab) {
        CompletableFuture<Void> database = CompletableFuture.runAsync(lab::postgres, new ThreadPerTask());
        clusters = List.of(ConnectorKinds.JDBC_INCREMENTING
                .installOn(lab.connect("reshaped"))
                .with("offset.flush.interval.ms", "250")
                .start());
        database.join();
    }

    @AfterAll
    static void killClusters() {
        clusters.forEach(ConnectCluster::kill);
    }

    private SeveralTables tables() {
        SeveralTables tables = new SeveralTables(lab, ConnectorKinds.JDBC_INCREMENTING, cluster, cluster, 3);
        tables.write(300);
        return tables;
    }

    private TableConnector table() {
        TableConnector table = new TableConnector(lab, ConnectorKinds.JDBC_INCREMENTING, cluster, cluster);
        table.write(300);
        return table;
    }

    private static List<ProblemCode> errors(List<Problem> problems) {
        return problems.stream()
                .filter(Problem::isError)
                .map(Problem::code)
                .distinct()
                .toList();
    }

    private static void assertSucceeds(MigrationReport report) {
        assertThat(report.succeeded()).as("%s", report).isTrue();
    }

    @Test
    void partitions_of_an_early_version_get_a_schema_and_a_protocol_with_a_new_name_and_come_back() {
        try (TableConnector connector = table()) {
            connector.running("stand.in.protocol", "0").whileRecordsAreWritten();
            MigrationPlan plan = connector
                    .planning()
                    .rename(name -> name + "_renamed")
                    .config("stand.in.protocol", "1")
                    .transformOffsets((name, offset) -> OffsetTransforms.jdbcProtocol1(lab.postgres()::qualified)
                            .apply(offset))
                    .build();

            assertSucceeds(migrator.migrate(plan));
            connector.awaitMoreRecords();
            assertThat(partitions(connector.name() + "_renamed"))
                    .containsExactly(Map.of("protocol", "1", "table", "public." + connector.name()));
            assertSucceeds(migrator.rollback(plan));
            connector.awaitMoreRecords();

            connector.assertExactlyOnce();
            assertThat(partitions(connector.name())).containsExactly(Map.of("table", connector.name()));
        }
    }

    private List<Map<String, Object>> partitions(String connector) {
        return cluster.listOffsets(connector).offsets().stream()
                .<Map<String, Object>>map(offset -> Map.copyOf(offset.partition()))
                .toList();
    }

    @Test
    void a_table_gets_another_schema_while_neither_copy_runs() {
        try (TableConnector connector = table()) {
            connector.running();
            lab.postgres().execute("CREATE SCHEMA moved");
            MigrationPlan plan = connector
                    .planning()
                    .rename(name -> name + "_renamed")
                    .config("table.whitelist", "moved." + connector.name())
                    .transformOffsets((name, offset) ->
                            OffsetTransforms.jdbcSchema("public", "moved").apply(offset))
                    .onCutover((name, target) -> {
                        connector.write(10);
                        lab.postgres().execute("ALTER TABLE " + connector.name() + " SET SCHEMA moved");
                    })
                    .build();

            MigrationReport report = migrator.migrate(plan);

            assertSucceeds(report);
            connector.assertExactlyOnce();
            lab.postgres().execute("ALTER TABLE moved." + connector.name() + " SET SCHEMA public; DROP SCHEMA moved");
        }
    }

    @Test
    void a_member_whose_poll_does_not_return_brings_all_of_them_back() throws SQLException {
        try (SeveralTables connector = tables()) {
            connector.runningAsMembers();
            Migrator impatient =
                    Migrator.builder().stopTimeout(Duration.ofSeconds(4)).build();
            MigrationReport report;
            try (Connection locking = lab.postgres().connect();
                    Statement statement = locking.createStatement()) {
                locking.setAutoCommit(false);
                statement.execute("LOCK TABLE " + connector.tables().get(1).name() + " IN ACCESS EXCLUSIVE MODE");

                report = impatient.migrate(connector.merging());
                locking.rollback();
            }

            assertThat(report.connectors())
                    .hasSize(3)
                    .allMatch(each -> each.outcome().equals(new MigrationOutcome.Undone(MigrationStep.QUIESCE)));
            assertThat(cluster.listConnectors()).doesNotContain(connector.whole());
            connector.whileRecordsAreWritten();
            connector.members().forEach(member -> TestedConnector.assertState(cluster, member, ConnectorState.RUNNING));
            connector.assertExactlyOnce();
        }
    }

    @Test
    void what_the_parts_have_copied_comes_back_though_one_of_them_does_not_start() {
        try (SeveralTables connector = tables()) {
            connector.running().whileRecordsAreWritten();
            String broken = connector.divisions().get(1);
            MigrationPlan plan = MigrationPlan.builder()
                    .from(cluster)
                    .to(cluster)
                    .split(
                            connector.name(),
                            parts -> connector.addDivisions(
                                    parts,
                                    (member, config) ->
                                            member.equals(broken) ? config.with("connection.user", "nobody") : config))
                    .build();
            Migrator impatient =
                    Migrator.builder().startTimeout(Duration.ofSeconds(5)).build();

            MigrationReport report = impatient.migrate(plan);

            assertThat(report.connectors()).allMatch(each -> each.outcome() instanceof MigrationOutcome.Unfinished);
            assertThat(errors(report.problems())).contains(ProblemCode.TASK_FAILED);
            assertSucceeds(impatient.rollback(plan));
            assertThat(cluster.listConnectors())
                    .contains(connector.name())
                    .doesNotContainAnyElementsOf(connector.divisions());
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    @Test
    void tables_that_would_share_a_topic_or_a_partition_are_refused_before_anything_is_touched() {
        try (TableConnector one = table()) {
            String equal = one.name() + "_equal";
            lab.postgres().execute("CREATE SCHEMA other; CREATE TABLE other." + one.name() + " (id bigint)");
            lab.postgres().execute("INSERT INTO other." + one.name() + " SELECT generate_series(0, 9)");
            one.running();
            cluster.createConnector(
                    equal, one.config("table.whitelist", "other." + one.name(), "topic.prefix", one.name() + "-"));

            assertThat(errors(check(one.name() + "_all", one.name(), equal))).contains(ProblemCode.NOT_MERGEABLE);

            assertThat(cluster.listConnectors()).contains(one.name(), equal).doesNotContain(one.name() + "_all");
            lab.postgres().execute("DROP SCHEMA other CASCADE");
        }
    }

    @Test
    void connectors_with_a_query_are_refused() {
        try (SeveralTables connector = tables()) {
            connector.runningAsMembers();
            String first = connector.members().get(0);
            cluster.putConfig(first, withQuery(connector, first));

            assertThat(errors(check(connector.whole(), connector.members().toArray(String[]::new))))
                    .contains(ProblemCode.NOT_MERGEABLE);
        }
    }

    private ConnectorConfig withQuery(SeveralTables connector, String member) {
        return cluster.connector(member)
                .config()
                .with("query", "SELECT * FROM " + connector.tables().get(0).name());
    }

    private List<Problem> check(String name, String... members) {
        return migrator.check(MigrationPlan.builder()
                        .from(cluster)
                        .to(cluster)
                        .merge(name, members)
                        .build())
                .problems();
    }
}
