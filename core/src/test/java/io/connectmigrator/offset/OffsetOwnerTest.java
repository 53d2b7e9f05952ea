package io.connectmigrator.offset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the config of a sink tells of the topics that it reads. */
class OffsetOwnerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "topics | orders | true",
                "topics | stock, orders ,people | true",
                "topics | orders.eu | false",
                "topics.regex | or.* | true",
                "topics.regex | rde | false"
            })
    void a_sink_reads_the_topics_that_its_config_names(String key, String value, boolean read) {
        assertThat(OffsetOwner.sink("c", Map.of(key, value)).topicsRead())
                .hasValueSatisfying(topics -> assertThat(topics.test("orders")).isEqualTo(read));
    }

    @Test
    void a_config_without_topics_or_with_a_placeholder_does_not_tell() {
        assertThat(OffsetOwner.named("c").topicsRead()).isEmpty();
        assertThat(OffsetOwner.sink("c", Map.of("topics", "orders,${env:MORE}")).topicsRead())
                .isEmpty();
        assertThat(OffsetOwner.sink("c", Map.of("topics.regex", "(")).topicsRead())
                .isEmpty();
    }

    @Test
    void of_a_consumer_group_the_offsets_in_the_topics_that_a_sink_reads_are_its_own() {
        OffsetSnapshot listed = OffsetSnapshot.of(List.of(offset("orders"), offset("stock")));
        Map<String, String> topics = Map.of("topics", "orders");

        assertThat(OffsetOwner.sink("c", topics).ownAmong(listed))
                .isEqualTo(OffsetSnapshot.of(List.of(offset("orders"))));
        assertThat(OffsetOwner.sink("c", Map.of()).ownAmong(listed)).isEqualTo(listed);
        assertThat(OffsetOwner.source("c", topics).ownAmong(listed)).isEqualTo(listed);
    }

    private static ConnectorOffset offset(String topic) {
        return new ConnectorOffset(Map.of("kafka_topic", topic, "kafka_partition", 0), Map.of("kafka_offset", 1));
    }
}
