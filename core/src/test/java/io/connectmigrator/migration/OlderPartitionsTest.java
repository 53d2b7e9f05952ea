package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.RolledBack;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.Severity;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Partitions that an earlier version of a connector has written, beside those that it writes now. */
class OlderPartitionsTest extends SimulatedClusters {

    private static final String JDBC = "io.confluent.connect.jdbc.JdbcSourceConnector";
    private static final String SQL_SERVER = "io.debezium.connector.sqlserver.SqlServerConnector";

    private static final ConnectorOffset OLD_USERS = offset(Map.of("table", "users"), 1);
    private static final ConnectorOffset USERS = offset(Map.of("protocol", "1", "table", "a.users"), 7);
    private static final ConnectorOffset ORDERS = offset(Map.of("protocol", "1", "table", "b.orders"), 9);

    private final ConnectClient cluster = client(source);

    @BeforeEach
    void offerClasses() {
        List.of(JDBC, SQL_SERVER).forEach(source::installPlugin);
    }

    /** {@return its fields in the order that workers look them up in} */
    private static Map<String, Object> asWritten(Map<String, Object> partition) {
        Map<String, Object> fields = new HashMap<>();
        partition.forEach(fields::put);
        return fields;
    }

    private static ConnectorOffset offset(Map<String, Object> partition, int number) {
        return new ConnectorOffset(asWritten(partition), Map.of("incrementing", (long) number));
    }

    private void run(String name, OffsetSnapshot offsets, String type, String... settings) {
        Map<String, String> config = new HashMap<>(Map.of("connector.class", type, "partitions", "0"));
        for (int i = 0; i < settings.length; i += 2) {
            config.put(settings[i], settings[i + 1]);
        }
        simulation.run(source, name, config);
        cluster.stop(name);
        simulation.sleep(Duration.ofSeconds(1));
        cluster.alterOffsets(name, offsets);
        cluster.resume(name);
        simulation.sleep(Duration.ofSeconds(1));
    }

    private void runTables(ConnectorOffset... ofUsers) {
        run("users", OffsetSnapshot.of(List.of(ofUsers)), JDBC, "mode", "incrementing", "table.whitelist", "a.users");
        run("orders", OffsetSnapshot.of(List.of(ORDERS)), JDBC, "mode", "incrementing", "table.whitelist", "b.orders");
    }

    private MigrationPlanBuilder merging() {
        return allowing(MigrationPlan.builder().from(cluster).to(cluster)).merge("all", "users", "orders");
    }

    private static void assertLeftBehind(List<Problem> problems, String partition) {
        assertThat(problems)
                .as("%s", problems)
                .filteredOn(problem -> problem.code() == ProblemCode.OFFSETS_LEFT_BEHIND)
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.severity()).isEqualTo(Severity.INFO);
                    assertThat(problem.message()).contains(partition);
                });
        assertThat(codes(problems)).doesNotContain(ProblemCode.LEGACY_PARTITION);
    }

    @Test
    void an_older_partition_of_a_table_beside_a_newer_one_is_left_behind_by_its_name_and_is_there_after_a_rollback() {
        runTables(OLD_USERS, USERS);
        MigrationPlan plan = merging().build();

        assertLeftBehind(check(plan).problems(), "{table=users}");
        MigrationReport merged = report(migrator().start(plan));

        assertThat(merged.connectors()).as("%s", merged.problems()).allMatch(each -> each.outcome() instanceof Moved);
        assertLeftBehind(merged.problems(), "{table=users}");
        assertThat(cluster.listOffsets("all")).isEqualTo(OffsetSnapshot.of(List.of(USERS, ORDERS)));
        assertThat(cluster.listOffsets("users")).isEqualTo(OffsetSnapshot.of(List.of(OLD_USERS, USERS)));
        MigrationReport back = report(migrator().startRollback(plan));
        assertThat(back.connectors()).allMatch(each -> each.outcome() instanceof RolledBack);
        assertThat(cluster.listOffsets("users")).isEqualTo(OffsetSnapshot.of(List.of(OLD_USERS, USERS)));
        assertThat(cluster.listOffsets("orders")).isEqualTo(OffsetSnapshot.of(List.of(ORDERS)));
    }

    @Test
    void where_the_target_had_to_be_cleared_the_older_partition_comes_back_with_what_was_committed_since() {
        runTables(OLD_USERS, USERS);
        MigrationPlan plan = merging().build();
        report(migrator().start(plan));
        ConnectorOffset later = offset(USERS.partition(), 70);
        cluster.stop("all");
        simulation.sleep(Duration.ofSeconds(1));
        cluster.alterOffsets("all", OffsetSnapshot.of(List.of(later)));
        cluster.resetOffsets("users");
        cluster.resume("all");
        simulation.sleep(Duration.ofSeconds(1));

        report(migrator().startRollback(plan));

        assertThat(cluster.listOffsets("users")).isEqualTo(OffsetSnapshot.of(List.of(OLD_USERS, later)));
    }

    @Test
    void an_older_partition_without_a_newer_one_gets_its_schema_and_beside_a_newer_one_it_is_not_in_the_way() {
        runTables(OLD_USERS, USERS);
        MigrationPlan plan = merging()
                .transformOffsets((connector, offset) -> offset.partition().equals(OLD_USERS.partition())
                        ? offset.withPartition(USERS.partition())
                        : offset)
                .build();

        assertThat(report(migrator().start(plan)).connectors()).allMatch(each -> each.outcome() instanceof Moved);
        assertThat(cluster.listOffsets("all")).isEqualTo(OffsetSnapshot.of(List.of(USERS, ORDERS)));
    }

    @Test
    void an_older_partition_alone_is_carried_with_a_warning() {
        runTables(OLD_USERS);

        List<Problem> problems = check(merging().build()).problems();

        assertThat(codes(problems))
                .contains(ProblemCode.LEGACY_PARTITION)
                .doesNotContain(ProblemCode.OFFSETS_LEFT_BEHIND);
    }

    private static ConnectorOffset position(Map<String, Object> partition) {
        return new ConnectorOffset(asWritten(partition), Map.of("commit_lsn", "0000006a:00006608:0003"));
    }

    @Test
    void a_position_of_sql_server_without_a_database_is_left_behind_by_a_merge_and_by_a_split() {
        ConnectorOffset old = position(Map.of("server", "s"));
        ConnectorOffset first = position(Map.of("server", "s", "database", "d1"));
        ConnectorOffset second = position(Map.of("server", "s", "database", "d2"));
        run("d1", OffsetSnapshot.of(List.of(old, first)), SQL_SERVER, "topic.prefix", "s", "database.names", "d1");
        run("d2", OffsetSnapshot.of(List.of(second)), SQL_SERVER, "topic.prefix", "s", "database.names", "d2");
        run(
                "both",
                OffsetSnapshot.of(List.of(old, first, second)),
                SQL_SERVER,
                "topic.prefix",
                "s",
                "database.names",
                "d1,d2");
        MigrationPlanBuilder both =
                allowing(MigrationPlan.builder().from(cluster).to(cluster));

        assertLeftBehind(check(both.merge("all", "d1", "d2").build()).problems(), "{server=s}");
        List<Problem> ofSplit = check(allowing(
                                MigrationPlan.builder().from(cluster).to(cluster))
                        .split(
                                "both",
                                parts -> parts.into(
                                                "p1",
                                                offset -> "d1"
                                                        .equals(offset.partition()
                                                                .get("database")),
                                                config -> config.with("database.names", "d1"))
                                        .into(
                                                "p2",
                                                offset -> "d2"
                                                        .equals(offset.partition()
                                                                .get("database")),
                                                config -> config.with("database.names", "d2")))
                        .build())
                .problems();
        assertLeftBehind(ofSplit, "{server=s}");
        assertThat(codes(ofSplit)).doesNotContain(ProblemCode.NOT_DIVIDED);
    }
}
