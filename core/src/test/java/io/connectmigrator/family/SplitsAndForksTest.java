package io.connectmigrator.family;

import static io.connectmigrator.family.TestReshape.JDBC;
import static io.connectmigrator.family.TestReshape.MIRROR;
import static io.connectmigrator.family.TestReshape.MYSQL;
import static io.connectmigrator.family.TestReshape.POSTGRES;
import static io.connectmigrator.family.TestReshape.SQL_SERVER;
import static io.connectmigrator.family.TestReshape.sink;
import static io.connectmigrator.family.TestReshape.source;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitsAndForksTest {

    private static final String ANY_SINK = "com.example.AnySinkConnector";
    private static final String LSN = "{\"lsn\":27485360}";
    private static final String SERVER = "{\"server\":\"s\"}";
    private static final String METRICS = "INFO STATE_IN_USE";

    private static String topic(String name) {
        return "{\"kafka_topic\":\"" + name + "\",\"kafka_partition\":0}";
    }

    /** {@return a fork that is as it should be: tables cut apart, and each part with a slot and a publication of its own} */
    private static TestReshape postgres(String... more) {
        return source(POSTGRES)
                .all("topic.prefix", "s", "table.include.list", "public.a,public.b")
                .at("all", SERVER, LSN)
                .with(
                        "one",
                        with(
                                more,
                                "topic.prefix",
                                "s",
                                "table.include.list",
                                "public.a",
                                "slot.name",
                                "s1",
                                "publication.name",
                                "p1"))
                .with(
                        "two",
                        with(
                                more,
                                "topic.prefix",
                                "s",
                                "table.include.list",
                                "public.b",
                                "slot.name",
                                "s2",
                                "publication.name",
                                "p2"));
    }

    private static TestReshape mySql(String... more) {
        return source(MYSQL)
                .all("topic.prefix", "s", "database.server.id", "1", "schema.history.internal.kafka.topic", "h")
                .at("all", SERVER, "{\"file\":\"b.1\",\"pos\":154}")
                .with(
                        "one",
                        with(
                                more,
                                "topic.prefix",
                                "s",
                                "table.include.list",
                                "d.a",
                                "database.server.id",
                                "1",
                                "schema.history.internal.kafka.topic",
                                "h"))
                .with(
                        "two",
                        with(
                                more,
                                "topic.prefix",
                                "s",
                                "table.exclude.list",
                                "d.a",
                                "database.server.id",
                                "2",
                                "schema.history.internal.kafka.topic",
                                "h2"));
    }

    private static String[] with(String[] more, String... settings) {
        String[] all = java.util.Arrays.copyOf(settings, settings.length + more.length);
        System.arraycopy(more, 0, all, settings.length, more.length);
        return all;
    }

    @Test
    void a_split_by_topic_is_as_it_should_be() {
        assertThat(sink(ANY_SINK)
                        .all("topics", "a,b")
                        .at("all", topic("a"), "{\"kafka_offset\":5}", topic("b"), "{\"kafka_offset\":5}")
                        .with("one", "topics", "a")
                        .with("two", "topics", "b")
                        .ofSplit())
                .isEmpty();
    }

    @Test
    void a_topic_in_two_parts_or_in_none_is_found() {
        assertThat(sink(ANY_SINK)
                        .all("topics", "a,b")
                        .with("one", "topics", "a,b")
                        .with("two", "topics", "b")
                        .ofSplit())
                .containsExactly("ERROR COVERAGE_OVERLAPS");
        assertThat(sink(ANY_SINK)
                        .all("topics", "a,b,c")
                        .with("one", "topics", "a")
                        .with("two", "topics", "b")
                        .ofSplit())
                .containsExactly("ERROR COVERAGE_LOST");
        assertThat(sink(ANY_SINK)
                        .all("topics.regex", ".*")
                        .at("all", topic("c"), "{\"kafka_offset\":5}")
                        .with("one", "topics", "a")
                        .with("two", "topics", "b")
                        .ofSplit())
                .containsExactly("WARNING COVERAGE_LOST", "ERROR COVERAGE_LOST");
        assertThat(sink(ANY_SINK)
                        .all("topics.regex", ".*")
                        .at("all", topic("eu.us"), "{\"kafka_offset\":5}")
                        .with("one", "topics.regex", "eu.*")
                        .with("two", "topics.regex", ".*us")
                        .ofSplit())
                .containsExactly("WARNING COVERAGE_LOST", "ERROR COVERAGE_OVERLAPS");
    }

    @Test
    void offsets_of_topics_that_are_no_longer_read_are_not_missed() {
        assertThat(sink(ANY_SINK)
                        .all("topics", "a,b")
                        .at("all", topic("old"), "{\"kafka_offset\":5}")
                        .with("one", "topics", "a")
                        .with("two", "topics", "b")
                        .ofSplit())
                .isEmpty();
    }

    @Test
    void one_part_may_exclude_what_the_other_includes() {
        assertThat(source(MIRROR)
                        .all("topics", ".*")
                        .with("one", "topics", "orders")
                        .with("two", "topics", ".*", "topics.exclude", "orders,.*[\\-\\.]internal,.*\\.replica,__.*")
                        .ofSplit())
                .isEmpty();
        assertThat(source(JDBC)
                        .all("mode", "incrementing")
                        .with("one", "mode", "incrementing", "table.whitelist", "users")
                        .with("two", "mode", "incrementing", "table.blacklist", "users")
                        .ofSplit())
                .isEmpty();
        assertThat(source(JDBC)
                        .all("mode", "incrementing")
                        .with("one", "mode", "incrementing", "table.whitelist", "users")
                        .with("two", "mode", "incrementing", "table.blacklist", "users,orders")
                        .ofSplit())
                .containsExactly("WARNING COVERAGE_LOST");
    }

    @ParameterizedTest
    @CsvSource({
        "s.users, s.orders, ",
        "s.users, s.users, ERROR COVERAGE_OVERLAPS",
        "users, s.users, ERROR COVERAGE_OVERLAPS",
        "users, orders, "
    })
    void tables_are_compared_with_or_without_their_schema(String one, String two, String finding) {
        assertThat(source(JDBC)
                        .all("mode", "incrementing", "table.whitelist", one + "," + two)
                        .with("one", "mode", "incrementing", "table.whitelist", one)
                        .with("two", "mode", "incrementing", "table.whitelist", two)
                        .ofSplit())
                .isEqualTo(finding == null ? java.util.List.of() : java.util.List.of(finding));
    }

    @Test
    void a_part_may_name_a_table_with_its_schema_or_without() {
        assertThat(source(JDBC)
                        .all("mode", "incrementing", "table.whitelist", "s.users,orders")
                        .with("one", "mode", "incrementing", "table.whitelist", "users")
                        .with("two", "mode", "incrementing", "table.whitelist", "t.orders")
                        .ofSplit())
                .isEmpty();
        assertThat(source(JDBC)
                        .all("mode", "incrementing")
                        .with("one", "mode", "incrementing", "table.whitelist", "s.users")
                        .with("two", "mode", "incrementing", "table.blacklist", "users")
                        .ofSplit())
                .isEmpty();
    }

    @Test
    void what_has_one_position_is_forked_and_not_split() {
        assertThat(postgres("custom.metric.tags", "x").ofSplit()).containsExactly("ERROR NOT_SPLITTABLE");
        assertThat(sink(ANY_SINK)
                        .all("topics", "a,b")
                        .with("one", "topics", "a")
                        .with("two", "topics", "b")
                        .ofFork())
                .containsExactly("ERROR NOT_SPLITTABLE");
    }

    @ParameterizedTest
    @CsvSource({
        "io.confluent.connect.jdbc.JdbcSourceConnector, query",
        "org.apache.kafka.connect.file.FileStreamSourceConnector, file",
        "com.mongodb.kafka.connect.MongoSourceConnector, database",
        "com.ibm.eventstreams.connect.mqsource.MQSourceConnector, mq.queue",
        "com.github.castorm.kafka.connect.http.HttpSourceConnector, http.request.url"
    })
    void what_has_one_partition_is_neither(String className, String key) {
        TestReshape parts = source(className)
                .all(key, "x", "mode", "timestamp")
                .with("one", key, "x", "mode", "timestamp")
                .with("two", key, "y", "mode", "timestamp");

        assertThat(parts.ofSplit()).contains("ERROR NOT_SPLITTABLE");
        assertThat(parts.ofFork()).contains("ERROR NOT_SPLITTABLE");
    }

    @Test
    void of_other_sources_it_is_said_that_it_is_not_known() {
        assertThat(source("com.example.UnknownSourceConnector")
                        .with("one", "x", "1")
                        .with("two", "x", "2")
                        .ofSplit())
                .containsExactly("WARNING NOT_SPLITTABLE", "WARNING COVERAGE_OVERLAPS");
    }

    @Test
    void a_fork_is_told_what_each_part_needs() {
        assertThat(postgres().ofFork()).containsExactly(METRICS, "WARNING STATE_ELSEWHERE");
        assertThat(mySql().ofFork()).containsExactly("WARNING STATE_ELSEWHERE", METRICS);
    }

    @Test
    void tables_in_two_parts_of_a_fork_or_in_none_are_found() {
        assertThat(postgres("table.include.list", "public.a").ofFork())
                .contains("ERROR COVERAGE_OVERLAPS", "ERROR COVERAGE_LOST");
        assertThat(postgres("table.include.list", "PUBLIC.A").ofFork())
                .contains("ERROR COVERAGE_OVERLAPS", "ERROR COVERAGE_LOST");
        assertThat(source(MYSQL)
                        .all("topic.prefix", "s")
                        .with("one", "topic.prefix", "s", "database.include.list", "d1")
                        .with("two", "topic.prefix", "s", "database.include.list", "d2")
                        .ofFork())
                .containsExactly("WARNING COVERAGE_LOST", METRICS);
        assertThat(source("io.debezium.connector.mongodb.MongoDbConnector")
                        .all("topic.prefix", "s", "collection.include.list", "d.a,d.b")
                        .with("one", "topic.prefix", "s", "collection.include.list", "d.a")
                        .with("two", "topic.prefix", "s", "collection.include.list", "d.b,d.a")
                        .ofFork())
                .containsExactly(METRICS, "ERROR COVERAGE_OVERLAPS");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"lsn\":1,\"snapshot\":\"INITIAL\"} | true",
                "{\"lsn\":1,\"snapshot\":\"INITIAL\",\"snapshot_completed\":true} | false",
                "{\"lsn\":1,\"snapshot\":\"BLOCKING\"} | true",
                "{\"lsn\":1,\"incremental_snapshot_collections\":\"[{}]\"} | true",
                "{\"lsn\":1,\"incremental_snapshot_collections\":\"[]\"} | false",
                "{\"lsn\":1,\"incremental_snapshot_collections\":null} | false"
            })
    void a_running_snapshot_is_not_forked(String offset, boolean runs) {
        assertThat(postgres().at("all", SERVER, offset).ofFork().contains("ERROR SNAPSHOT_RUNNING"))
                .isEqualTo(runs);
    }

    @ParameterizedTest
    @CsvSource({
        "snapshot.mode, when_needed, true",
        "snapshot.mode, initial, false",
        "snapshot.mode, configuration_based, false"
    })
    void a_mode_that_takes_snapshots_when_it_needs_them_is_reported(String key, String value, boolean found) {
        assertThat(mySql(key, value).ofFork().contains("WARNING READS_AGAIN")).isEqualTo(found);
    }

    @Test
    void so_is_one_that_takes_them_after_errors() {
        assertThat(mySql(
                                "snapshot.mode",
                                "configuration_based",
                                "snapshot.mode.configuration.based.snapshot.on.data.error",
                                "true")
                        .ofFork())
                .contains("WARNING READS_AGAIN");
    }

    @Test
    void what_belongs_to_one_connector_is_not_shared() {
        assertThat(postgres("slot.name", "secret-s").ofFork()).contains("ERROR STATE_IN_USE");
        assertThat(postgres("publication.name", "secret-p").ofFork())
                .contains("WARNING STATE_IN_USE")
                .doesNotContain("ERROR STATE_IN_USE");
        assertThat(postgres("publication.name", "secret-p", "publication.autocreate.mode", "filtered")
                        .ofFork())
                .contains("ERROR STATE_IN_USE");
        assertThat(mySql("database.server.id", "7").ofFork()).contains("ERROR STATE_IN_USE");
        assertThat(mySql("schema.history.internal.kafka.topic", "secret-h").ofFork())
                .contains("ERROR STATE_IN_USE");
        assertThat(source(MYSQL)
                        .all("topic.prefix", "s", "table.include.list", "d.a,d.b")
                        .with("one", "topic.prefix", "s", "table.include.list", "d.a")
                        .with("two", "topic.prefix", "s", "table.include.list", "d.b")
                        .ofFork())
                .doesNotContain("ERROR STATE_IN_USE");
    }

    @ParameterizedTest
    @CsvSource({
        "database.out.server.name, x, database.out.server.name, x, true",
        "database.out.server.name, x, xstream.out.server.name, x, true",
        "database.out.server.name, x, database.out.server.name, y, false"
    })
    void an_outbound_server_is_not_shared(
            String key, String value, String otherKey, String otherValue, boolean shared) {
        assertThat(source("io.debezium.connector.oracle.OracleConnector")
                        .all("topic.prefix", "s", "table.include.list", "d.a,d.b")
                        .with("one", "topic.prefix", "s", "table.include.list", "d.a", key, value)
                        .with("two", "topic.prefix", "s", "table.include.list", "d.b", otherKey, otherValue)
                        .ofFork()
                        .contains("ERROR STATE_IN_USE"))
                .isEqualTo(shared);
    }

    @Test
    void the_slots_by_default_have_one_name() {
        assertThat(source(POSTGRES)
                        .all("topic.prefix", "s")
                        .with("one", "topic.prefix", "s", "table.include.list", "public.a", "publication.name", "p1")
                        .with("two", "topic.prefix", "s", "table.exclude.list", "public.a", "publication.name", "p2")
                        .ofFork())
                .contains("ERROR STATE_IN_USE")
                .doesNotContain("WARNING STATE_ELSEWHERE");
    }

    @Test
    void metrics_with_tags_have_names_of_their_own() {
        assertThat(source(MYSQL)
                        .all("topic.prefix", "s", "table.include.list", "d.a,d.b")
                        .with("one", "topic.prefix", "s", "table.include.list", "d.a", "custom.metric.tags", "part=1")
                        .with("two", "topic.prefix", "s", "table.include.list", "d.b", "custom.metric.tags", "part=2")
                        .ofFork())
                .isEmpty();
    }

    @Test
    void a_database_of_sql_server_with_an_older_partition_is_not_split_off() {
        TestReshape split = source(SQL_SERVER)
                .all("topic.prefix", "s", "database.names", "d1,d2")
                .with("one", "topic.prefix", "s", "database.names", "d1", "schema.history.internal.kafka.topic", "h1")
                .with("two", "topic.prefix", "s", "database.names", "D2", "schema.history.internal.kafka.topic", "h2");
        String ofFirst = "{\"server\":\"s\",\"database\":\"d1\"}";
        String ofSecond = "{\"server\":\"s\",\"database\":\"d2\"}";
        String position = "{\"commit_lsn\":\"0000006a:00006608:0003\"}";

        assertThat(split.at("all", ofFirst, position, ofSecond, position).ofSplit())
                .isEmpty();
        assertThat(split.at("all", SERVER, position, ofSecond, position).ofSplit())
                .contains("ERROR LEGACY_PARTITION");
    }

    @ParameterizedTest
    @ValueSource(strings = {"d1", "d1,d2"})
    void a_database_of_sql_server_in_two_parts_is_found(String databases) {
        assertThat(source(SQL_SERVER)
                        .all("topic.prefix", "s", "database.names", "d1,d2")
                        .with("one", "topic.prefix", "s", "database.names", databases)
                        .with("two", "topic.prefix", "s", "database.names", "D1")
                        .ofSplit())
                .contains("ERROR COVERAGE_OVERLAPS");
    }
}
