package io.connectmigrator.family;

import static io.connectmigrator.family.TestMove.config;
import static io.connectmigrator.family.TestMove.offset;
import static io.connectmigrator.family.TestMove.partition;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcSourceTest {

    private static final String MOVIES = "{\"protocol\":\"1\",\"table\":\"sample.movies\"}";

    private final ConnectorFamily family = new JdbcSource();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "table.whitelist | sample.movies | true",
                "table.whitelist | shows, movies | true",
                "table.whitelist | \"sample\".\"movies\" | true",
                "table.whitelist | `movies` | true",
                "table.whitelist | shows | false",
                "table.whitelist | other.movies | false",
                "table.whitelist | ovies | false",
                "table.whitelist | Movies | false",
                "table.blacklist | movies | false",
                "table.blacklist | shows | true",
                "table.include.list | sample\\..* | true",
                "table.include.list | movies | false",
                "unrelated | x | true"
            })
    void a_table_is_asked_for_if_the_lists_have_it(String key, String value, boolean asks) {
        assertThat(family.asksFor(config("mode", "incrementing", key, value), partition(MOVIES)))
                .contains(asks);
    }

    @Test
    void a_table_that_is_included_may_be_excluded() {
        assertThat(family.asksFor(
                        config(
                                "mode",
                                "incrementing",
                                "table.include.list",
                                "sample\\..*",
                                "table.exclude.list",
                                ".*\\.movies"),
                        partition(MOVIES)))
                .contains(false);
        assertThat(family.asksFor(
                        config("mode", "incrementing", "table.include.list", "sample\\..*,("), partition(MOVIES)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "table.whitelist | sample.movies | true",
                "table.whitelist | movies | true",
                "table.whitelist | sample.shows | false",
                "table.blacklist | sample.movies | false"
            })
    void a_partition_of_an_older_version_names_the_table_alone(String key, String value, boolean asks) {
        assertThat(family.asksFor(config("mode", "incrementing", key, value), partition("{\"table\":\"movies\"}")))
                .contains(asks);
        assertThat(family.asksFor(
                        config("mode", "incrementing", "table.names.qualify", "false", key, value),
                        partition("{\"protocol\":\"1\",\"table\":\"movies\"}")))
                .contains(asks);
    }

    @Test
    void a_regular_expression_says_nothing_of_a_table_without_its_schema() {
        assertThat(family.asksFor(
                        config("mode", "incrementing", "table.include.list", ".*"),
                        partition("{\"table\":\"movies\"}")))
                .isEmpty();
    }

    @Test
    void a_query_has_a_partition_that_does_not_name_it() {
        String query = "{\"query\":\"query\"}";

        assertThat(family.asksFor(config("mode", "timestamp", "query", "select 1"), partition(query)))
                .contains(true);
        assertThat(family.asksFor(config("mode", "timestamp", "query.masked", "select 1"), partition(query)))
                .contains(true);
        assertThat(family.asksFor(config("mode", "timestamp", "query", "select 1"), partition(MOVIES)))
                .contains(false);
        assertThat(family.asksFor(config("mode", "timestamp"), partition(query)))
                .contains(false);
    }

    @Test
    void partitions_of_another_shape_are_not_asked_for() {
        assertThat(family.asksFor(
                        config("mode", "incrementing"), partition("{\"protocol\":\"2\",\"table\":\"sample.movies\"}")))
                .contains(false);
        assertThat(family.asksFor(config("mode", "${a:b}"), partition(MOVIES))).isEmpty();
        assertThat(family.asksFor(config("mode", "incrementing", "table.whitelist", "${a:b}"), partition(MOVIES)))
                .isEmpty();
    }

    @Test
    void mode_bulk_needs_no_offsets_and_asks_for_none() {
        assertThat(family.needsNoOffsets(config("mode", "bulk"))).isTrue();
        assertThat(family.asksFor(config("mode", "bulk"), partition("{\"table\":\"movies\"}")))
                .contains(false);
        assertThat(family.needsNoOffsets(config("mode", "incrementing"))).isFalse();
        assertThat(family.needsNoOffsets(config())).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "incrementing | timestamp | {\"incrementing\":18343} | true",
                "timestamp | timestamp+incrementing | {\"timestamp_nanos\":0,\"timestamp\":1547030056000} | true",
                "incrementing | bulk | {\"incrementing\":18343} | true",
                "bulk | incrementing | {\"incrementing\":18343} | true",
                "timestamp+incrementing | incrementing | {\"timestamp\":1,\"incrementing\":3} | false",
                "incrementing | incrementing | {\"incrementing\":3} | false",
                "timestamp | timestamp | {\"incrementing\":3} | false"
            })
    void a_mode_that_finds_nothing_in_the_offsets_reads_again(
            String before, String after, String offset, boolean found) {
        assertThat(TestMove.of("mode", before)
                        .changing("mode", after)
                        .at(offset)
                        .findings(family))
                .isEqualTo(found ? List.of("ERROR READS_AGAIN") : List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "incrementing,incrementing.column.name,ERROR READS_AGAIN",
        "incrementing,incrementing.column.mapping,ERROR READS_AGAIN",
        "timestamp,timestamp.column.name,ERROR READS_AGAIN",
        "timestamp,timestamp.columns.mapping,ERROR READS_AGAIN",
        "timestamp+incrementing,timestamp.column.name,ERROR READS_AGAIN",
        "timestamp,db.timezone,WARNING STATE_CHANGED",
        "incrementing,query,WARNING STATE_CHANGED",
        "incrementing,connection.url,WARNING STATE_CHANGED",
        "incrementing,schema.pattern,WARNING READS_AGAIN",
        "incrementing,catalog.pattern,WARNING READS_AGAIN",
        "incrementing,table.names.qualify,ERROR READS_AGAIN"
    })
    void a_change_of_what_the_offsets_mean_is_reported(String mode, String key, String finding) {
        assertThat(TestMove.of("mode", mode, key, "secret-a")
                        .changing(key, "secret-b")
                        .findings(family))
                .containsExactly(finding);
        assertThat(TestMove.of("mode", mode, key, "secret-a").findings(family)).isEmpty();
        assertThat(TestMove.of("mode", mode, key, "${a:b}").findings(family)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"timestamp,incrementing.column.name", "incrementing,timestamp.column.name", "incrementing,db.timezone"})
    void a_change_of_a_column_that_the_mode_does_not_use_is_not(String mode, String key) {
        assertThat(TestMove.of("mode", mode, key, "a").changing(key, "b").findings(family))
                .isEmpty();
    }
}
