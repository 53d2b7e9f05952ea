package io.connectmigrator.migration.internal.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.offset.OffsetOwner;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which topics two sinks have in common, as their configs tell. */
class ReadTopicsTest {

    @ParameterizedTest
    @CsvSource({
        "topics,      'orders, stock', topics,       stock,    true",
        "topics,       orders,         topics,       stock,    false",
        "topics,       orders,         topics.regex, or.*,     true",
        "topics.regex, or.*,           topics,       orders,   true",
        "topics,       orders,         topics.regex, st.*,     false",
        "topics.regex, or.*,           topics.regex, or.*,     true",
        "topics.regex, unseen.*,       topics.regex, unseen.*, true",
        "topics.regex, or.*,           topics.regex, st.*,     false",
        "topics.regex, .*rders,        topics.regex, or.*,     true",
        "topics,       orders,         topics,       ${env:T}, true",
        "topics,       ${env:T},       topics,       orders,   true"
    })
    void two_sinks_have_topics_in_common_or_may(String key, String value, String otherKey, String other, boolean may) {
        OffsetOwner first = OffsetOwner.sink("first", Map.of(key, value));
        OffsetOwner second = OffsetOwner.sink("second", Map.of(otherKey, other));

        assertThat(ReadTopics.mayOverlap(first, second, List.of("orders"))).isEqualTo(may);
    }
}
