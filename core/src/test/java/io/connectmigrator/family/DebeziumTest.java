package io.connectmigrator.family;

import static io.connectmigrator.family.TestMove.config;
import static io.connectmigrator.family.TestMove.partition;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What all connectors of Debezium have in common. */
class DebeziumTest {

    private final ConnectorFamily family = new DebeziumPostgres();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"snapshot\":\"INITIAL\",\"lsn\":1}",
                "{\"snapshot\":\"INITIAL\",\"snapshot_completed\":false,\"last_snapshot_record\":false}",
                "{\"commit_lsn\":\"0000006a:00006608:0003\",\"snapshot\":true,\"snapshot_completed\":false}",
                "{\"snapshot\":\"true\"}",
                "{\"sec\":1,\"ord\":2,\"initsync\":true}"
            })
    void a_snapshot_that_runs_prevents_the_move(String offset) {
        assertThat(TestMove.of().at(offset).findings(family)).containsExactly("ERROR SNAPSHOT_RUNNING");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"snapshot\":\"INITIAL\",\"snapshot_completed\":true}",
                "{\"snapshot\":true,\"last_snapshot_record\":true}",
                "{\"snapshot\":\"BLOCKING\",\"snapshot_completed\":true}",
                "{\"snapshot\":\"INCREMENTAL\",\"snapshot_completed\":false}",
                "{\"snapshot\":false}",
                "{\"snapshot\":null}",
                "{\"transaction_id\":null,\"lsn_proc\":27485360,\"messageType\":\"UPDATE\",\"lsn\":27485360,\"txId\":743,"
                        + "\"ts_usec\":1687876724804733}",
                "{\"ts_sec\":1530168941,\"file\":\"mysql-bin.000004\",\"pos\":3261,\"row\":1,\"server_id\":223344,\"event\":2}",
                "{\"ts_sec\":1543312728,\"file\":\"mysql-bin.000002\",\"pos\":530,"
                        + "\"gtids\":\"50303655-f22a-11e8-92a5-0242ac1d0003:1-1\",\"row\":1,\"server_id\":1201,\"event\":2}",
                "{\"transaction_id\":null,\"event_serial_no\":2,\"commit_lsn\":\"000F9F22:00001660:0003\","
                        + "\"change_lsn\":\"000F9F22:00001220:0003\"}",
                "{\"file\":\"binlog.000003\",\"pos\":1,\"incremental_snapshot_collections\":\"[{}]\"}"
            })
    void a_complete_or_an_incremental_snapshot_does_not_prevent_the_move(String offset) {
        assertThat(TestMove.of().at(offset).findings(family)).isEmpty();
    }

    @Test
    void a_running_blocking_snapshot_prevents_the_move_for_another_reason() {
        assertThat(TestMove.of()
                        .at("{\"snapshot\":\"BLOCKING\",\"snapshot_completed\":false}")
                        .problems(family))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("is not continued"));
    }

    @ParameterizedTest
    @CsvSource({
        "snapshot.mode,always,ERROR READS_AGAIN",
        "snapshot.mode,ALWAYS,ERROR READS_AGAIN",
        "snapshot.mode,when_needed,WARNING READS_AGAIN"
    })
    void a_snapshot_mode_that_reads_again_is_reported(String key, String value, String finding) {
        assertThat(TestMove.of(key, value).findings(family)).containsExactly(finding);
        assertThat(TestMove.of().changing(key, value).findings(family)).containsExactly(finding);
        assertThat(TestMove.of(key, value).changing(key, "initial").findings(family))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"data,ERROR READS_AGAIN", "on.data.error,WARNING READS_AGAIN"})
    void a_snapshot_mode_by_configuration_that_reads_again_is_reported(String key, String finding) {
        String setting = "snapshot.mode.configuration.based.snapshot." + key;

        assertThat(TestMove.of("snapshot.mode", "configuration_based", setting, "true")
                        .findings(family))
                .containsExactly(finding);
        assertThat(TestMove.of("snapshot.mode", "configuration_based", setting, "false")
                        .findings(family))
                .isEmpty();
        assertThat(TestMove.of("snapshot.mode", "initial", setting, "true").findings(family))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "database.hostname",
                "database.port",
                "database.dbname",
                "database.instance",
                "database.pdb.name",
                "database.url",
                "mongodb.connection.string",
                "mongodb.hosts"
            })
    void another_address_of_the_database_is_reported(String key) {
        assertThat(TestMove.of(key, "secret-a").changing(key, "secret-b").findings(family))
                .containsExactly("WARNING STATE_CHANGED");
        assertThat(TestMove.of(key, "secret-a").findings(family)).isEmpty();
        assertThat(TestMove.of(key, "${file:a:b}").findings(family)).isEmpty();
        assertThat(TestMove.of(key, "${file:a:b}").changing(key, "secret-b").findings(family))
                .isEmpty();
    }

    @Test
    void another_signal_table_is_reported_during_an_incremental_snapshot() {
        TestMove move =
                TestMove.of("signal.data.collection", "secret-a").changing("signal.data.collection", "secret-b");

        assertThat(move.findings(family)).isEmpty();
        assertThat(move.at("{\"incremental_snapshot_collections\":\"[]\"}").findings(family))
                .containsExactly("WARNING STATE_CHANGED");
        assertThat(TestMove.of("signal.data.collection", "secret-a")
                        .at("{\"incremental_snapshot_collections\":\"[]\"}")
                        .findings(family))
                .isEmpty();
    }

    static Stream<ConnectorFamily> withOneServer() {
        return Stream.of(
                new DebeziumPostgres(),
                new DebeziumMySql(),
                new DebeziumMariaDb(),
                new DebeziumOracle(),
                new DebeziumDb2());
    }

    @ParameterizedTest
    @MethodSource("withOneServer")
    void a_partition_is_called_after_the_prefix_of_the_topics(ConnectorFamily each) {
        assertThat(each.asksFor(config("topic.prefix", "dbserver1"), partition("{\"server\":\"dbserver1\"}")))
                .contains(true);
        assertThat(each.asksFor(config("database.server.name", "dbserver1"), partition("{\"server\":\"dbserver1\"}")))
                .contains(true);
        assertThat(each.asksFor(config("topic.prefix", "inventory"), partition("{\"server\":\"dbserver1\"}")))
                .contains(false);
        assertThat(each.asksFor(
                        config("topic.prefix", "dbserver1"),
                        partition("{\"server\":\"dbserver1\",\"database\":\"d\"}")))
                .contains(false);
    }

    @ParameterizedTest
    @MethodSource("withOneServer")
    void a_config_whose_prefix_is_not_known_does_not_tell(ConnectorFamily each) {
        assertThat(each.asksFor(config(), partition("{\"server\":\"dbserver1\"}")))
                .isEmpty();
        assertThat(each.asksFor(
                        config("topic.prefix", "a", "database.server.name", "b"), partition("{\"server\":\"a\"}")))
                .isEmpty();
        assertThat(each.asksFor(
                        config("topic.prefix", "a", "database.server.name", "a"), partition("{\"server\":\"a\"}")))
                .contains(true);
    }
}
