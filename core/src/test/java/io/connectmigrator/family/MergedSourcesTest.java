package io.connectmigrator.family;

import static io.connectmigrator.family.TestReshape.JDBC;
import static io.connectmigrator.family.TestReshape.MIRROR;
import static io.connectmigrator.family.TestReshape.REPLICATOR;
import static io.connectmigrator.family.TestReshape.SQL_SERVER;
import static io.connectmigrator.family.TestReshape.source;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MergedSourcesTest {

    private static final String CHECKPOINT = "org.apache.kafka.connect.mirror.MirrorCheckpointConnector";

    @Test
    void mirrored_topics_are_united() {
        TestReshape merge = source(MIRROR)
                .with("a", "topics", "orders, eu.*", "source.cluster.alias", "dc1")
                .with("b", "topics", "stock", "source.cluster.alias", "dc1");

        assertThat(merge.merged("topics")).isEqualTo("orders,eu.*,stock");
        assertThat(merge.merged("topics.exclude")).isEqualTo("null");
        assertThat(merge.ofOwnMerge()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "source.cluster.alias",
                "source.cluster.bootstrap.servers",
                "replication.policy.class",
                "transforms"
            })
    void mirrors_of_different_clusters_are_not(String key) {
        assertThat(source(MIRROR)
                        .with("a", "topics", "orders", key, "secret-a")
                        .with("b", "topics", "stock", key, "secret-b")
                        .refusals())
                .containsExactly("ERROR MEMBERS_DIFFER");
    }

    @Test
    void a_mirror_of_everything_overlaps_with_any_other() {
        assertThat(source(MIRROR).with("a", "topics", "orders").with("b").refusals())
                .containsExactly("ERROR COVERAGE_OVERLAPS");
        assertThat(source(MIRROR)
                        .with("a", "topics", "orders")
                        .with("b", "topics", ".*")
                        .refusals())
                .containsExactly("ERROR COVERAGE_OVERLAPS");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "orders | tmp    | stock    | tmp      | tmp",
                "orders | tmp    | stock    | ''       | tmp",
                "eu.*   | eu.tmp | stock    | ''       | eu.tmp",
                "orders | st.*   | stock    | __.*     | __.*",
                "orders | or.*   | stock    | tmp      | or.*,tmp",
                "orders | tmp    | stock    |          | .*[\\-\\.]internal,.*\\.replica,__.*,tmp"
            })
    void what_is_excluded_stays_excluded_where_it_has_an_effect(
            String topics, String excluded, String otherTopics, String otherExcluded, String united) {
        TestReshape merge = source(MIRROR).with("a", "topics", topics, "topics.exclude", excluded);
        if (otherExcluded == null) {
            merge.with("b", "topics", otherTopics);
            assertThat(merge.merged("topics.exclude").split(",")).containsExactlyInAnyOrder(united.split(","));
        } else {
            merge.with("b", "topics", otherTopics, "topics.exclude", otherExcluded);
            assertThat(merge.merged("topics.exclude")).isEqualTo(united);
        }
    }

    @Test
    void a_topic_that_another_one_excludes_is_found() {
        assertThat(source(MIRROR)
                        .with("a", "topics", "st.*", "topics.exclude", "stock")
                        .with("b", "topics", "stock", "topics.exclude", "tmp")
                        .refusals())
                .containsExactly("ERROR COVERAGE_LOST");
        assertThat(source(MIRROR)
                        .with("a", "topics", "st.*", "topics.exclude", ".*tmp")
                        .with("b", "topics", "or.*", "topics.exclude", "")
                        .refusals())
                .containsExactly("ERROR MEMBERS_DIFFER");
    }

    @Test
    void the_older_key_of_a_list_counts_as_the_newer_one() {
        TestReshape merge = source(MIRROR)
                .with("a", "topics", "orders", "topics.blacklist", "tmp")
                .with("b", "topics", "stock", "topics.exclude", "tmp");

        assertThat(merge.merged("topics.exclude")).isEqualTo("tmp");
        assertThat(merge.merged("topics.blacklist")).isEqualTo("null");
    }

    @Test
    void lists_for_a_filter_of_ones_own_are_not_united() {
        assertThat(source(MIRROR)
                        .with("a", "topics", "orders", "topic.filter.class", "com.example.Filter")
                        .with("b", "topics", "stock", "topic.filter.class", "com.example.Filter")
                        .refusals())
                .containsExactly("ERROR MEMBERS_DIFFER");
    }

    @Test
    void groups_of_checkpoints_are_united_for_the_same_topics() {
        assertThat(source(CHECKPOINT)
                        .with("a", "groups", "g1")
                        .with("b", "groups", "g2")
                        .merged("groups"))
                .isEqualTo("g1,g2");
        assertThat(source(CHECKPOINT)
                        .with("a", "groups", "g1", "topics", "t1")
                        .with("b", "groups", "g2", "topics", "t2")
                        .refusals())
                .containsExactly("ERROR MEMBERS_DIFFER");
        assertThat(source(CHECKPOINT)
                        .with("a", "groups", "g1", "group.filter.class", "com.example.Filter")
                        .with("b", "groups", "g2", "group.filter.class", "com.example.Filter")
                        .refusals())
                .containsExactly("ERROR MEMBERS_DIFFER");
    }

    @Test
    void lists_and_regular_expressions_of_replicator_are_both_united() {
        TestReshape merge = source(REPLICATOR)
                .with("a", "topic.whitelist", "orders", "topic.blacklist", "tmp")
                .with("b", "topic.regex", "eu\\..*")
                .with("c", "topic.regex", "us\\..*");

        assertThat(merge.merged("topic.whitelist")).isEqualTo("orders");
        assertThat(merge.merged("topic.regex")).isEqualTo("(?:eu\\..*)|(?:us\\..*)");
        assertThat(merge.merged("topic.blacklist")).isEqualTo("tmp");
        assertThat(source(REPLICATOR)
                        .with("a", "topic.regex", ".*", "topic.blacklist", "orders")
                        .with("b", "topic.whitelist", "orders")
                        .refusals())
                .containsExactly("ERROR COVERAGE_LOST");
    }

    @Test
    void tables_are_united() {
        assertThat(source(JDBC)
                        .with("a", "mode", "incrementing", "table.whitelist", "s.users")
                        .with("b", "mode", "incrementing", "table.whitelist", "s.orders")
                        .merged("table.whitelist"))
                .isEqualTo("s.users,s.orders");
        assertThat(source(JDBC)
                        .with("a", "mode", "incrementing", "table.include.list", "s\\.users")
                        .with("b", "mode", "incrementing", "table.include.list", "t\\..*")
                        .merged("table.include.list"))
                .isEqualTo("s\\.users,t\\..*");
    }

    @Test
    void columns_by_table_are_united_if_each_table_keeps_its_own() {
        TestReshape merge = source(JDBC)
                .with(
                        "a",
                        "mode",
                        "timestamp+incrementing",
                        "table.include.list",
                        "s\\.users",
                        "incrementing.column.mapping",
                        "s\\.users:id",
                        "timestamp.columns.mapping",
                        "s\\.users:[a|b]")
                .with(
                        "b",
                        "mode",
                        "timestamp+incrementing",
                        "table.include.list",
                        "t\\.orders",
                        "incrementing.column.mapping",
                        "t\\..*:no",
                        "timestamp.columns.mapping",
                        "t\\..*:[c]");

        assertThat(merge.merged("incrementing.column.mapping")).isEqualTo("s\\.users:id,t\\..*:no");
        assertThat(merge.merged("timestamp.columns.mapping")).isEqualTo("s\\.users:[a|b],t\\..*:[c]");
        assertThat(source(JDBC)
                        .with("a", "table.include.list", "s\\.users", "incrementing.column.mapping", ".*:id")
                        .with("b", "table.include.list", "t\\.orders", "incrementing.column.mapping", "t\\..*:no")
                        .refusals())
                .containsExactly("ERROR MEMBERS_DIFFER");
        assertThat(source(JDBC)
                        .with("a", "table.include.list", "s\\.users", "incrementing.column.mapping", "s\\.users:id")
                        .with("b", "table.include.list", "t\\.orders")
                        .refusals())
                .containsExactly("ERROR MEMBERS_DIFFER");
    }

    @ParameterizedTest
    @CsvSource({
        "connection.url",
        "mode",
        "topic.prefix",
        "incrementing.column.name",
        "timestamp.column.name",
        "db.timezone",
        "timestamp.initial",
        "numeric.mapping",
        "schema.pattern",
        "catalog.pattern",
        "transforms"
    })
    void what_counts_for_all_tables_must_be_alike(String key) {
        assertThat(source(JDBC)
                        .with("a", "table.whitelist", "users", key, "secret-a")
                        .with("b", "table.whitelist", "orders", key, "secret-b")
                        .refusals())
                .containsExactly("ERROR MEMBERS_DIFFER");
    }

    @Test
    void names_and_regular_expressions_of_tables_are_different_settings() {
        assertThat(source(JDBC)
                        .with("a", "table.whitelist", "users")
                        .with("b", "table.include.list", "s\\..*")
                        .refusals())
                .containsExactly("ERROR MEMBERS_DIFFER");
        assertThat(source(JDBC).with("a", "table.whitelist", "users").with("b").refusals())
                .containsExactly("ERROR COVERAGE_OVERLAPS");
    }

    @Test
    void a_query_is_not_merged() {
        assertThat(source(JDBC)
                        .with("a", "mode", "timestamp", "query", "secret-1")
                        .with("b", "mode", "timestamp", "query", "secret-2")
                        .refusals())
                .containsExactly("ERROR NOT_MERGEABLE", "ERROR NOT_MERGEABLE");
    }

    @Test
    void databases_of_sql_server_are_united_once_their_histories_are() {
        TestReshape merge = source(SQL_SERVER)
                .with("a", "database.names", "db1", "topic.prefix", "s", "schema.history.internal.kafka.topic", "h")
                .with("b", "database.names", "db2", "topic.prefix", "s", "schema.history.internal.kafka.topic", "h");
        assertThat(merge.merged("database.names")).isEqualTo("db1,db2");
        assertThat(merge.ofOwnMerge()).isEmpty();

        assertThat(merge.with(
                                "b",
                                "database.names",
                                "db2",
                                "topic.prefix",
                                "s",
                                "schema.history.internal.kafka.topic",
                                "h2")
                        .refusals())
                .containsExactly("ERROR STATE_CHANGED");
    }

    @Test
    void patterns_of_files_in_one_directory_are_united() {
        String spoolDir = "com.github.jcustenborder.kafka.connect.spooldir.SpoolDirCsvSourceConnector";

        assertThat(source(spoolDir)
                        .with("a", "input.path", "/in", "input.file.pattern", "a.*")
                        .with("b", "input.path", "/in", "input.file.pattern", "b.*")
                        .merged("input.file.pattern"))
                .isEqualTo("(?:a.*)|(?:b.*)");
        assertThat(source(spoolDir)
                        .with("a", "input.path", "secret-/a", "input.file.pattern", "a.*")
                        .with("b", "input.path", "secret-/b", "input.file.pattern", "b.*")
                        .refusals())
                .containsExactly("ERROR MEMBERS_DIFFER");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.kafka.connect.file.FileStreamSourceConnector",
                "com.mongodb.kafka.connect.MongoSourceConnector",
                "com.ibm.eventstreams.connect.mqsource.MQSourceConnector",
                "com.github.castorm.kafka.connect.http.HttpSourceConnector",
                "io.debezium.connector.mysql.MySqlConnector",
                "io.debezium.connector.mariadb.MariaDbConnector",
                "io.debezium.connector.postgresql.PostgresConnector",
                "io.debezium.connector.oracle.OracleConnector",
                "io.debezium.connector.db2.Db2Connector",
                "io.debezium.connector.mongodb.MongoDbConnector"
            })
    void what_has_one_position_is_not_merged(String className) {
        assertThat(source(className).with("a").with("b").refusals())
                .containsExactly("ERROR NOT_MERGEABLE", "ERROR NOT_MERGEABLE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.example.UnknownSourceConnector",
                "org.apache.camel.kafkaconnector.CamelSourceConnector",
                "io.streamthoughts.kafka.connect.filepulse.source.FilePulseSourceConnector"
            })
    void what_is_not_known_is_merged_only_with_a_config_of_the_plan(String className) {
        assertThat(source(className).with("a").with("b").refusals()).containsExactly("ERROR NOT_MERGEABLE");
        assertThat(source(className).with("a").with("b").ofMerge()).noneMatch(problem -> problem.startsWith("ERROR"));
    }
}
