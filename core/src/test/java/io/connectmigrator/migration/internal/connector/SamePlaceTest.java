package io.connectmigrator.migration.internal.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.internal.Json;
import io.connectmigrator.offset.ConnectorOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Partitions that name the same data in two ways. */
class SamePlaceTest {

    private static ConnectorOffset offset(String partition, String offset) {
        return new ConnectorOffset(object(partition), object(offset));
    }

    private static Map<String, @Nullable Object> object(String json) {
        return Json.parseObject(json).fields();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {"table":"a"}              | {"protocol":"1","table":"a"}      | true
            {"table":"a"}              | {"table":"public.a"}              | true
            {"table":"a"}              | {"uri":"db/a"}                    | true
            {"server":"s"}             | {"server":"s","database":"d"}     | true
            {"table":"a"}              | {"table":"b"}                     | false
            {"table":"a"}              | {"table":"aa"}                    | false
            {"table":"a"}              | {"table":"a.b"}                   | false
            {"table":"a"}              | {"uri":"b"}                       | false
            {"table":"a","shard":1}    | {"table":"a","shard":2,"v":1}     | false
            {"rs":"r","server_id":"s"} | {"server_id":"s"}                 | false
            """)
    void a_partition_is_the_same_that_has_all_of_the_other(String given, String added, boolean same) {
        ConnectorOffset before = offset(given, "{\"position\":10}");

        assertThat(SamePlace.isReadAgain(before, offset(added, "{\"position\":9}")))
                .isEqualTo(same);
        assertThat(SamePlace.isContinued(before, offset(added, "{\"position\":10}")))
                .isEqualTo(same);
        assertThat(SamePlace.isContinued(before, offset(added, "{\"position\":11}")))
                .isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {"position":10}         | {"position":9}                  | true  | false
            {"position":10}         | {"position":11}                 | false | true
            {"position":10}         | {"snapshot":true,"position":11} | false | false
            {"position":10}         | {"time":11}                     | false | false
            """)
    void offsets_that_cannot_be_compared_say_neither(String given, String added, boolean again, boolean continued) {
        ConnectorOffset before = offset("{\"table\":\"a\"}", given);
        ConnectorOffset after = offset("{\"table\":\"public.a\"}", added);

        assertThat(SamePlace.isReadAgain(before, after)).isEqualTo(again);
        assertThat(SamePlace.isContinued(before, after)).isEqualTo(continued);
    }
}
