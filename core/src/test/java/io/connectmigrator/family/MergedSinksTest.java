package io.connectmigrator.family;

import static io.connectmigrator.family.TestReshape.MONGO_SINK;
import static io.connectmigrator.family.TestReshape.sink;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergedSinksTest {

    private static final String ANY = "com.example.AnySinkConnector";
    private static final String AT_5 = "{\"kafka_offset\":5}";

    private static String topic(String name) {
        return "{\"kafka_topic\":\"" + name + "\",\"kafka_partition\":0}";
    }

    @Test
    void lists_become_one_list_and_regular_expressions_alternatives() {
        assertThat(sink(ANY)
                        .with("a", "topics", "a, b")
                        .with("b", "topics", "c")
                        .merged("topics"))
                .isEqualTo("a,b,c");
        assertThat(sink(ANY)
                        .with("a", "topics.regex", "eu\\..*")
                        .with("b", "topics.regex", "us\\..*|de")
                        .merged("topics.regex"))
                .isEqualTo("(?:eu\\..*)|(?:us\\..*|de)");
    }

    @Test
    void a_list_is_quoted_into_a_regular_expression() {
        TestReshape merge = sink(ANY).with("a", "topics", "a.b,c").with("b", "topics.regex", "us\\..*");

        assertThat(merge.merged("topics.regex")).isEqualTo("(?:a\\.b|c)|(?:us\\..*)");
        assertThat(merge.merged("topics")).isEqualTo("null");
        assertThat(merge.ofOwnMerge()).isEmpty();
    }

    @Test
    void a_sink_that_does_not_say_what_it_reads_is_not_merged() {
        assertThat(sink(ANY).with("a", "topics", "a").with("b").refusals()).containsExactly("ERROR MEMBERS_DIFFER");
        assertThat(sink(ANY)
                        .with("a", "topics", "a")
                        .with("b", "topics.regex", "(a)\\1")
                        .refusals())
                .containsExactly("ERROR MEMBERS_DIFFER");
        assertThat(sink(ANY)
                        .with("a", "topics", "${env:A}")
                        .with("b", "topics.regex", "b.*")
                        .refusals())
                .containsExactly("ERROR MEMBERS_DIFFER");
        assertThat(sink(ANY)
                        .with("a", "topics", "${env:A}")
                        .with("b", "topics", "b")
                        .merged("topics"))
                .isEqualTo("${env:A},b");
    }

    @Test
    void the_same_topic_in_two_sinks_is_an_error() {
        assertThat(sink(ANY).with("a", "topics", "a,b").with("b", "topics", "b").ofOwnMerge())
                .containsExactly("ERROR COVERAGE_OVERLAPS");
        assertThat(sink(ANY)
                        .with("a", "topics", "eu.x")
                        .with("b", "topics.regex", "eu\\..*")
                        .ofOwnMerge())
                .containsExactly("ERROR COVERAGE_OVERLAPS");
        assertThat(sink(ANY)
                        .with("a", "topics.regex", "e.*")
                        .with("b", "topics.regex", "e.*")
                        .ofOwnMerge())
                .containsExactly("ERROR COVERAGE_OVERLAPS");
        assertThat(sink(ANY)
                        .with("a", "topics.regex", "e.*")
                        .with("b", "topics.regex", "u.*")
                        .ofOwnMerge())
                .containsExactly("WARNING COVERAGE_OVERLAPS");
        assertThat(sink(ANY)
                        .with("a", "topics.regex", "e.*")
                        .with("b", "topics.regex", ".*u")
                        .at("a", topic("eu"), AT_5)
                        .at("b", topic("u"), AT_5)
                        .ofOwnMerge())
                .containsExactly("ERROR COVERAGE_OVERLAPS");
    }

    @Test
    void offsets_of_topics_that_are_no_longer_read_do_not_overlap() {
        assertThat(sink(ANY)
                        .with("a", "topics", "a")
                        .with("b", "topics", "b")
                        .at("a", topic("a"), AT_5, topic("b"), AT_5)
                        .at("b", topic("b"), AT_5)
                        .ofOwnMerge())
                .isEmpty();
    }

    @Test
    void an_old_offset_that_would_be_gone_on_from_is_reported() {
        assertThat(sink(ANY)
                        .with("a", "topics", "a")
                        .with("b", "topics", "b")
                        .all("topics.regex", ".*")
                        .at("a", topic("old"), AT_5)
                        .ofMerge())
                .containsExactly("WARNING COVERAGE_GAINED");
    }

    @Test
    void what_a_config_of_the_plan_leaves_out_is_lost() {
        assertThat(sink(ANY)
                        .with("a", "topics", "a")
                        .with("b", "topics", "b")
                        .all("topics", "a")
                        .ofMerge())
                .containsExactly("ERROR COVERAGE_LOST");
        assertThat(sink(ANY)
                        .with("a", "topics.regex", "a.*")
                        .with("b", "topics", "b")
                        .all("topics", "b")
                        .at("a", topic("ax"), AT_5)
                        .ofMerge())
                .containsExactly("ERROR COVERAGE_LOST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "errors.deadletterqueue.topic.name",
                "consumer.override.group.id",
                "value.converter",
                "transforms"
            })
    void other_settings_must_be_alike(String key) {
        assertThat(sink(ANY)
                        .with("a", "topics", "a", key, "secret-a")
                        .with("b", "topics", "b")
                        .refusals())
                .containsExactly("ERROR MEMBERS_DIFFER");
    }

    @Test
    void a_regular_expression_must_not_match_the_topic_of_dead_letters() {
        String key = "errors.deadletterqueue.topic.name";

        assertThat(sink(ANY)
                        .with("a", "topics", "a", key, "dlq")
                        .with("b", "topics", "d", key, "dlq")
                        .all("topics.regex", "a|d.*", key, "dlq")
                        .ofMerge())
                .containsExactly("ERROR CONFIG_INVALID");
        assertThat(sink(ANY)
                        .with("a", "topics", "a", key, "dlq")
                        .with("b", "topics", "d", key, "dlq")
                        .ofOwnMerge())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"topic.index.map", "snowflake.topic2table.map", "topic2TableMap", "topics.to.tables.mapping"})
    void what_lists_say_of_single_topics_is_united(String key) {
        assertThat(sink(ANY)
                        .with("a", "topics", "a", key, "a:x")
                        .with("b", "topics", "b", key, "b:y")
                        .merged(key))
                .isEqualTo("a:x,b:y");
        assertThat(sink(ANY)
                        .with("a", "topics", "a", key, "a:x")
                        .with("b", "topics", "b")
                        .merged(key))
                .isEqualTo("a:x");
        assertThat(sink(ANY)
                        .with("a", "topics", "a", key, "a:x,b:secret-z")
                        .with("b", "topics", "b")
                        .refusals())
                .containsExactly("ERROR MEMBERS_DIFFER");
        assertThat(sink(ANY)
                        .with("a", "topics", "a", key, "c:x")
                        .with("b", "topics", "b", key, "c:y")
                        .refusals())
                .containsExactly("ERROR MEMBERS_DIFFER");
        assertThat(sink(ANY)
                        .with("a", "topics", "a", key, "a:x")
                        .with("b", "topics.regex", "${env:B}")
                        .refusals())
                .contains("ERROR MEMBERS_DIFFER");
    }

    @Test
    void settings_for_single_topics_are_kept_if_no_other_sink_reads_the_topic() {
        String key = "topic.override.eu.a.collection";

        assertThat(sink(MONGO_SINK)
                        .with("a", "topics", "eu.a", key, "x")
                        .with("b", "topics", "b")
                        .merged(key))
                .isEqualTo("x");
        assertThat(sink(MONGO_SINK)
                        .with("a", "topics", "eu.b", key, "x")
                        .with("b", "topics", "eu.a")
                        .refusals())
                .containsExactly("ERROR MEMBERS_DIFFER");
        assertThat(sink(MONGO_SINK)
                        .with("a", "topics", "eu.a", key, "x")
                        .with("b", "topics.regex", "b.*")
                        .refusals())
                .containsExactly("ERROR MEMBERS_DIFFER");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cps.topic", "table.name.format", "collection", "http.api.url"})
    void sinks_with_one_destination_each_are_not_merged(String key) {
        assertThat(sink(ANY)
                        .with("a", "topics", "a", key, "secret-a")
                        .with("b", "topics", "b", key, "secret-b")
                        .refusals())
                .containsExactly("ERROR NOT_MERGEABLE");
        assertThat(sink(ANY)
                        .with("a", "topics", "a", key, "same")
                        .with("b", "topics", "b", key, "same")
                        .merged(key))
                .isEqualTo("same");
    }
}
