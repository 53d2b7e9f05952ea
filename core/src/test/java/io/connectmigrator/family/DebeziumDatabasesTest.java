package io.connectmigrator.family;

import static io.connectmigrator.family.TestMove.config;
import static io.connectmigrator.family.TestMove.partition;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is known of single databases that Debezium reads. */
class DebeziumDatabasesTest {

    private final ConnectorFamily sqlServer = new DebeziumSqlServer();
    private final ConnectorFamily oracle = new DebeziumOracle();
    private final ConnectorFamily mongo = new DebeziumMongo();

    static Stream<ConnectorFamily> binlogs() {
        return Stream.of(new DebeziumMySql(), new DebeziumMariaDb());
    }

    @ParameterizedTest
    @MethodSource("binlogs")
    void a_server_id_that_another_connector_has_prevents_the_move(ConnectorFamily family) {
        TestMove move = TestMove.of("database.server.id", "secret-7", "database.hostname", "secret-h");

        assertThat(move.beside(
                                "connector.class",
                                "io.debezium.connector.mysql.MySqlConnector",
                                "database.server.id",
                                "secret-7",
                                "database.hostname",
                                "secret-h")
                        .findings(family))
                .containsExactly("ERROR STATE_IN_USE");
        assertThat(move.beside(
                                "connector.class",
                                "MariaDb",
                                "database.server.id",
                                "secret-8",
                                "database.hostname",
                                "secret-h")
                        .findings(family))
                .isEmpty();
        assertThat(move.beside(
                                "connector.class",
                                "MariaDb",
                                "database.server.id",
                                "secret-7",
                                "database.hostname",
                                "secret-h",
                                "database.port",
                                "3307")
                        .findings(family))
                .isEmpty();
        assertThat(TestMove.of("database.hostname", "secret-h")
                        .beside("connector.class", "MariaDb", "database.hostname", "secret-h")
                        .findings(family))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "db1 | 1 | {\"server\":\"s\",\"database\":\"db1\"} | true",
                "DB1 | 1 | {\"server\":\"s\",\"database\":\"db1\"} | true",
                "db1, db2 | 1 | {\"server\":\"s\",\"database\":\"db2\"} | true",
                "db1 | 1 | {\"server\":\"s\",\"database\":\"db2\"} | false",
                "db1 | 1 | {\"server\":\"t\",\"database\":\"db1\"} | false",
                "db1 | 1 | {\"server\":\"s\"} | true",
                "db1,db2 | 1 | {\"server\":\"s\"} | false",
                "db1 | 1 | {\"server\":\"s\",\"database\":\"db1\",\"more\":1} | false"
            })
    void sql_server_has_a_partition_for_each_of_its_databases(String names, String tasks, String json, boolean asks) {
        assertThat(sqlServer.asksFor(
                        config("topic.prefix", "s", "database.names", names, "tasks.max", tasks), partition(json)))
                .contains(asks);
    }

    @Test
    void sql_server_of_version_1_named_the_server_alone() {
        assertThat(sqlServer.asksFor(
                        config("database.server.name", "AIS20201114225525", "database.dbname", "AIS"),
                        partition("{\"server\":\"AIS20201114225525\"}")))
                .contains(true);
    }

    @Test
    void sql_server_with_several_tasks_may_still_look_for_the_server_alone() {
        assertThat(sqlServer.asksFor(
                        config("topic.prefix", "s", "database.names", "a,b", "tasks.max", "2"),
                        partition("{\"server\":\"s\"}")))
                .isEmpty();
        assertThat(sqlServer.asksFor(config("topic.prefix", "s"), partition("{\"server\":\"s\"}")))
                .isEmpty();
    }

    @Test
    void oracle_cannot_continue_from_an_offset_of_xstream_with_another_adapter() {
        assertThat(TestMove.of("database.connection.adapter", "xstream")
                        .changing("database.connection.adapter", "logminer")
                        .at("{\"lcr_position\":\"00\"}")
                        .findings(oracle))
                .containsExactly("ERROR STATE_CHANGED");
        assertThat(TestMove.of("database.connection.adapter", "xstream")
                        .at("{\"lcr_position\":\"00\"}")
                        .findings(oracle))
                .isEmpty();
        assertThat(TestMove.of()
                        .at("{\"commit_scn\":\"2985554:1:07000d0003030000\",\"transaction_id\":null,"
                                + "\"snapshot_scn\":\"2975264\",\"scn\":\"2985553\"}")
                        .findings(oracle))
                .isEmpty();
    }

    @Test
    void oracle_keeps_its_outbound_server() {
        TestMove move = TestMove.of(
                "database.connection.adapter",
                "xstream",
                "database.hostname",
                "secret-h",
                "database.out.server.name",
                "secret-x");

        assertThat(move.beside(
                                "connector.class",
                                "OracleConnector",
                                "database.hostname",
                                "secret-h",
                                "xstream.out.server.name",
                                "secret-x")
                        .findings(oracle))
                .containsExactly("ERROR STATE_IN_USE");
        assertThat(move.beside(
                                "connector.class",
                                "OracleConnector",
                                "database.hostname",
                                "secret-h",
                                "xstream.out.server.name",
                                "secret-y")
                        .findings(oracle))
                .isEmpty();
        assertThat(move.changing("database.out.server.name", "secret-z").findings(oracle))
                .containsExactly("ERROR STATE_CHANGED");
        assertThat(move.changing("database.connection.adapter", "logminer").findings(oracle))
                .isEmpty();
    }

    @Test
    void oracle_keeps_a_position_in_an_outbound_server_with_xstream_only() {
        assertThat(oracle.stateElsewhere(config("database.connection.adapter", "xstream")))
                .containsExactly("its schema history", "its outbound server");
        assertThat(oracle.stateElsewhere(config())).containsExactly("its schema history");
    }

    @Test
    void mongodb_has_a_partition_for_its_prefix_and_older_ones_with_the_replica_set() {
        assertThat(mongo.asksFor(config("topic.prefix", "m"), partition("{\"server_id\":\"m\"}")))
                .contains(true);
        assertThat(mongo.asksFor(config("mongodb.name", "m"), partition("{\"rs\":\"rs0\",\"server_id\":\"m\"}")))
                .contains(true);
        assertThat(mongo.asksFor(config("topic.prefix", "n"), partition("{\"server_id\":\"m\"}")))
                .contains(false);
        assertThat(mongo.asksFor(config("topic.prefix", "m"), partition("{\"server\":\"m\"}")))
                .contains(false);
        assertThat(mongo.asksFor(config(), partition("{\"server_id\":\"m\"}"))).isEmpty();
    }
}
