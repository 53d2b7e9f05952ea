package io.connectmigrator.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaHistoryTest {

    private static final String TOPIC = "schema.history.internal.kafka.topic";
    private static final String SERVERS = "schema.history.internal.kafka.bootstrap.servers";
    private static final String OLD_TOPIC = "database.history.kafka.topic";
    private static final String OLD_SERVERS = "database.history.kafka.bootstrap.servers";
    private static final String STORAGE = "schema.history.internal";
    private static final String FILES = "io.debezium.storage.file.history.FileSchemaHistory";

    private final ConnectorFamily family = new DebeziumMySql();

    static Stream<ConnectorFamily> families() {
        return Stream.of(
                new DebeziumMySql(),
                new DebeziumMariaDb(),
                new DebeziumSqlServer(),
                new DebeziumOracle(),
                new DebeziumDb2());
    }

    @ParameterizedTest
    @MethodSource("families")
    void another_topic_prevents_the_move(ConnectorFamily each) {
        assertThat(TestMove.of(TOPIC, "secret-a").changing(TOPIC, "secret-b").findings(each))
                .containsExactly("ERROR STATE_CHANGED");
        assertThat(TestMove.of(OLD_TOPIC, "secret-a")
                        .changing(OLD_TOPIC, "secret-b")
                        .findings(each))
                .containsExactly("ERROR STATE_CHANGED");
        assertThat(TestMove.of(TOPIC, "secret-a").findings(each)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("families")
    void another_name_of_the_server_prevents_the_move(ConnectorFamily each) {
        assertThat(TestMove.of("topic.prefix", "secret-a")
                        .changing("topic.prefix", "secret-b")
                        .findings(each))
                .containsExactly("ERROR STATE_CHANGED");
        assertThat(TestMove.of("database.server.name", "secret-a")
                        .dropping("database.server.name")
                        .changing("topic.prefix", "secret-a")
                        .findings(each))
                .isEmpty();
    }

    /** That each topic must be a copy is said of the fork as a whole. */
    @Test
    void the_parts_of_a_fork_get_schema_histories_of_their_own() {
        assertThat(TestMove.of(TOPIC, "history")
                        .changing(TOPIC, "history-a")
                        .forking()
                        .findings(new DebeziumMySql()))
                .isEmpty();
    }

    @Test
    void the_same_topic_under_the_key_of_a_newer_version_does_not() {
        assertThat(TestMove.of(
                                OLD_TOPIC,
                                "secret-a",
                                "database.history",
                                "io.debezium.relational.history.KafkaDatabaseHistory")
                        .dropping(OLD_TOPIC)
                        .dropping("database.history")
                        .changing(TOPIC, "secret-a")
                        .findings(family))
                .isEmpty();
        assertThat(TestMove.of(TOPIC, "${a:b}").changing(TOPIC, "${a:c}").findings(family))
                .isEmpty();
    }

    @Test
    void databases_without_a_schema_history_are_not_checked() {
        assertThat(Stream.of(new DebeziumPostgres(), new DebeziumMongo()))
                .allSatisfy(each -> assertThat(TestMove.of(TOPIC, "a")
                                .changing(TOPIC, "b")
                                .toAnotherKafka()
                                .findings(each))
                        .isEmpty());
    }

    @Test
    void another_storage_prevents_the_move() {
        assertThat(TestMove.of(TOPIC, "secret-a").changing(STORAGE, FILES).findings(family))
                .containsExactly("ERROR STATE_CHANGED");
        assertThat(TestMove.of(TOPIC, "secret-a")
                        .changing(STORAGE, "io.debezium.storage.kafka.history.KafkaSchemaHistory")
                        .findings(family))
                .isEmpty();
    }

    @Test
    void a_history_in_memory_prevents_the_move() {
        assertThat(TestMove.of(STORAGE, "io.debezium.relational.history.MemorySchemaHistory")
                        .findings(family))
                .containsExactly("ERROR STATE_LOST");
        assertThat(TestMove.of(STORAGE, "com.example.OwnMemoryHistory").findings(family))
                .isEmpty();
    }

    @Test
    void a_history_in_a_file_has_to_be_seen_by_the_workers_of_the_target() {
        assertThat(TestMove.of(STORAGE, FILES, "schema.history.internal.file.filename", "secret-f")
                        .findings(family))
                .containsExactly("WARNING STATE_ELSEWHERE");
        assertThat(TestMove.of("schema.history.internal.file.filename", "secret-f")
                        .findings(family))
                .isEmpty();
    }

    @Test
    void a_topic_that_another_connector_has_prevents_the_move() {
        TestMove move = TestMove.of(TOPIC, "secret-a", SERVERS, "secret-k");

        assertThat(move.beside("connector.class", "Db2", OLD_TOPIC, "secret-a", OLD_SERVERS, "secret-k")
                        .findings(family))
                .containsExactly("ERROR STATE_IN_USE");
        assertThat(move.beside("connector.class", "Db2", TOPIC, "secret-b", SERVERS, "secret-k")
                        .findings(family))
                .isEmpty();
        assertThat(move.beside("connector.class", "Db2", TOPIC, "secret-a", SERVERS, "secret-l")
                        .findings(family))
                .isEmpty();
    }

    @Test
    void other_bootstrap_servers_are_reported() {
        assertThat(TestMove.of(TOPIC, "secret-a", SERVERS, "secret-k")
                        .changing(SERVERS, "secret-l")
                        .toAnotherKafka()
                        .findings(family))
                .containsExactly("WARNING STATE_CHANGED");
    }

    @Test
    void a_history_on_the_kafka_cluster_that_is_left_is_reported() {
        TestMove move = TestMove.of(TOPIC, "secret-a", SERVERS, "secret-k");

        assertThat(move.findings(family)).isEmpty();
        assertThat(move.onOneKafka().findings(family)).isEmpty();
        assertThat(move.toAnotherKafka().findings(family)).containsExactly("WARNING STATE_ELSEWHERE");
    }
}
