package io.connectmigrator.family;

import static io.connectmigrator.family.TestReshape.ICEBERG;
import static io.connectmigrator.family.TestReshape.JDBC;
import static io.connectmigrator.family.TestReshape.MIRROR;
import static io.connectmigrator.family.TestReshape.POSTGRES;
import static io.connectmigrator.family.TestReshape.SNOWFLAKE;
import static io.connectmigrator.family.TestReshape.SQL_SERVER;
import static io.connectmigrator.family.TestReshape.sink;
import static io.connectmigrator.family.TestReshape.source;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MergeTrapsTest {

    private static final String AT_3 = "{\"incrementing\":3}";

    private static String table(String name) {
        return "{\"protocol\":\"1\",\"table\":\"" + name + "\"}";
    }

    private static TestReshape jdbc(String one, String other) {
        return source(JDBC)
                .with("a", "mode", "incrementing", "table.whitelist", one)
                .with("b", "mode", "incrementing", "table.whitelist", other);
    }

    @Test
    void tables_of_one_name_in_two_schemas_are_an_error() {
        assertThat(jdbc("s.users", "t.users").ofOwnMerge()).containsExactly("ERROR NOT_MERGEABLE");
        assertThat(jdbc("s.users", "t.orders").ofOwnMerge()).isEmpty();
        assertThat(source(JDBC)
                        .with("a", "mode", "incrementing", "table.include.list", "s\\..*")
                        .with("b", "mode", "incrementing", "table.include.list", "t\\..*")
                        .at("a", table("s.users"), AT_3)
                        .at("b", table("t.users"), AT_3)
                        .ofOwnMerge())
                .contains("ERROR NOT_MERGEABLE");
    }

    @Test
    void tables_that_are_no_longer_read_do_not_count() {
        assertThat(jdbc("s.users", "t.orders")
                        .at("a", table("s.users"), AT_3)
                        .at("b", table("t.users"), AT_3, table("t.orders"), AT_3)
                        .ofOwnMerge())
                .isEmpty();
    }

    @Test
    void a_partition_without_a_schema_is_an_error_if_another_member_has_a_table_of_that_name() {
        assertThat(jdbc("s.orders", "t.users")
                        .at("a", "{\"table\":\"users\"}", AT_3, table("s.orders"), AT_3)
                        .ofOwnMerge())
                .contains("ERROR LEGACY_PARTITION");
        assertThat(source(JDBC)
                        .with("a", "mode", "incrementing", "table.include.list", "s\\.users")
                        .with("b", "mode", "incrementing", "table.include.list", "t\\..*")
                        .at("a", "{\"table\":\"users\"}", AT_3)
                        .ofOwnMerge())
                .contains("ERROR LEGACY_PARTITION");
    }

    @Test
    void otherwise_it_is_a_warning_and_newer_partitions_are_none() {
        assertThat(jdbc("s.users", "t.orders")
                        .at("a", "{\"table\":\"users\"}", AT_3, table("s.users"), AT_3)
                        .ofOwnMerge())
                .containsExactly("WARNING LEGACY_PARTITION");
        assertThat(jdbc("s.users", "t.orders").at("a", table("s.users"), AT_3).ofOwnMerge())
                .isEmpty();
    }

    @Test
    void a_query_is_not_merged_with_a_config_of_the_plan_either() {
        assertThat(source(JDBC)
                        .with("a", "mode", "timestamp", "query", "secret-1")
                        .with("b", "mode", "timestamp", "query", "secret-2")
                        .all("mode", "timestamp", "query", "secret-3")
                        .ofMerge())
                .contains("ERROR NOT_MERGEABLE");
    }

    @Test
    void a_topic_of_one_mirror_that_the_config_of_the_plan_excludes_is_lost() {
        TestReshape merge = source(MIRROR)
                .with("a", "topics", "st.*")
                .with("b", "topics", "orders")
                .at("a", "{\"cluster\":\"source\",\"partition\":0,\"topic\":\"stock\"}", "{\"offset\":5}")
                .at("b", "{\"cluster\":\"source\",\"partition\":0,\"topic\":\"orders\"}", "{\"offset\":5}");

        assertThat(merge.all("topics", "st.*,orders", "topics.exclude", "stock").ofMerge())
                .contains("ERROR COVERAGE_LOST");
        assertThat(merge.all("topics", "st.*,orders", "topics.exclude", "orders")
                        .ofMerge())
                .contains("ERROR COVERAGE_LOST", "ERROR COVERAGE_LOST");
        assertThat(merge.all("topics", "st.*,orders").ofMerge()).isEmpty();
    }

    @Test
    void a_topic_in_two_mirrors_has_two_offsets_which_the_plan_decides_about() {
        assertThat(source(MIRROR)
                        .with("a", "topics", "a,b")
                        .with("b", "topics", "b")
                        .ofOwnMerge())
                .containsExactly("WARNING COVERAGE_OVERLAPS");
    }

    @Test
    void heartbeats_that_all_mirrors_copy_are_reported() {
        String heartbeats = "{\"cluster\":\"source\",\"partition\":0,\"topic\":\"heartbeats\"}";
        TestReshape merge =
                source(MIRROR).with("a", "topics", "a").with("b", "topics", "b").at("a", heartbeats, "{\"offset\":5}");

        assertThat(merge.ofOwnMerge()).isEmpty();
        assertThat(merge.at("b", heartbeats, "{\"offset\":6}").ofOwnMerge())
                .containsExactly("WARNING COVERAGE_OVERLAPS");
    }

    @Test
    void partitions_of_sql_server_without_a_database_are_not_found_among_several() {
        TestReshape merge = source(SQL_SERVER)
                .with("a", "topic.prefix", "s", "database.names", "d1")
                .with("b", "topic.prefix", "s", "database.names", "d2");
        String position = "{\"commit_lsn\":\"0000006a:00006608:0003\"}";

        assertThat(merge.at("a", "{\"server\":\"s\"}", position).ofOwnMerge()).contains("ERROR LEGACY_PARTITION");
        assertThat(merge.at("a", "{\"server\":\"s\",\"database\":\"d1\"}", position)
                        .ofOwnMerge())
                .isEmpty();
    }

    @Test
    void tables_that_are_listed_for_one_database_count_for_all() {
        assertThat(source(SQL_SERVER)
                        .with("a", "topic.prefix", "s", "database.names", "d1", "table.include.list", "dbo.x")
                        .with("b", "topic.prefix", "s", "database.names", "d2", "table.include.list", "dbo.y")
                        .ofOwnMerge())
                .containsExactly("WARNING COVERAGE_GAINED");
        assertThat(source(SQL_SERVER)
                        .with("a", "topic.prefix", "s", "database.names", "d1", "table.include.list", "dbo.x")
                        .with("b", "topic.prefix", "s", "database.names", "d2", "table.include.list", "dbo.x")
                        .ofOwnMerge())
                .isEmpty();
    }

    @Test
    void one_position_is_merged_only_with_its_equal() {
        TestReshape merge = source(POSTGRES)
                .with("a", "topic.prefix", "s", "table.include.list", "public.a")
                .with("b", "topic.prefix", "s", "table.include.list", "public.b")
                .all("topic.prefix", "s", "table.include.list", "public.a,public.b")
                .at("a", "{\"server\":\"s\"}", "{\"lsn\":5}");

        assertThat(merge.at("b", "{\"server\":\"s\"}", "{\"lsn\":6}").ofMerge()).containsExactly("ERROR NOT_MERGEABLE");
        assertThat(merge.at("b", "{\"server\":\"s\"}", "{\"lsn\":5}").ofMerge())
                .containsExactly("WARNING NOT_MERGEABLE");
    }

    @Test
    void state_of_snowflake_is_bound_to_the_name() {
        assertThat(sink(SNOWFLAKE)
                        .with("a", "topics", "a")
                        .with("b", "topics", "b")
                        .ofOwnMerge())
                .containsExactly("ERROR STATE_CHANGED");
        assertThat(sink(SNOWFLAKE)
                        .with("a", "topics", "a", "snowflake.ingestion.method", "SNOWPIPE_STREAMING")
                        .with("b", "topics", "b", "snowflake.ingestion.method", "SNOWPIPE_STREAMING")
                        .ofOwnMerge())
                .isEmpty();
        assertThat(sink("com.snowflake.kafka.connector.SnowflakeStreamingSinkConnector")
                        .all("topics", "a,b")
                        .with("all", "topics", "a")
                        .with("two", "topics", "b")
                        .ofSplit())
                .containsExactly("ERROR STATE_CHANGED");
        assertThat(sink(SNOWFLAKE)
                        .all("topics", "a,b", "snowflake.ingestion.method", "SNOWPIPE_STREAMING")
                        .with("one", "topics", "a")
                        .with("two", "topics", "b")
                        .ofSplit())
                .isEmpty();
    }

    @Test
    void so_is_the_control_group_of_iceberg_unless_it_is_named() {
        String group = "iceberg.connect.group-id";

        assertThat(sink(ICEBERG)
                        .with("a", "topics", "a")
                        .with("b", "topics", "b")
                        .ofOwnMerge())
                .containsExactly("ERROR STATE_CHANGED");
        assertThat(sink(ICEBERG)
                        .with("a", "topics", "a", group, "g")
                        .with("b", "topics", "b", group, "g")
                        .ofOwnMerge())
                .isEmpty();
        assertThat(sink(ICEBERG)
                        .all("topics", "a,b")
                        .with("one", "topics", "a")
                        .with("all", "topics", "b")
                        .ofSplit())
                .containsExactly("ERROR STATE_CHANGED");
        assertThat(sink(ICEBERG)
                        .all("topics", "a,b", group, "g")
                        .with("one", "topics", "a", group, "g")
                        .with("two", "topics", "b", group, "g")
                        .ofSplit())
                .isEmpty();
    }
}
