package io.connectmigrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransportException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sinks that share a consumer group: what is done to the offsets of one leaves those of the others as they are. */
@ExtendWith(SharedLaboratory.class)
class SharedGroupIT {

    private final Broker kafka;
    private final String group = "all-sinks-" + System.nanoTime();
    private final String orders = "orders-of-" + group;
    private final String stock = "stock-of-" + group;
    private final KafkaOffsets offsets;

    SharedGroupIT(Laboratory lab) {
        this.kafka = lab.kafka();
        this.offsets = KafkaOffsets.builder(kafka.bootstrapServers())
                .offsetTopic("connect-offsets")
                .consumerGroupId(group)
                .build();
    }

    @BeforeEach
    void commitForBoth() throws Exception {
        kafka.createTopic(orders, 1);
        kafka.createTopic(stock, 1);
        try (var admin = kafka.admin()) {
            admin.alterConsumerGroupOffsets(
                            group,
                            Map.of(
                                    new TopicPartition(orders, 0),
                                    new OffsetAndMetadata(0),
                                    new TopicPartition(stock, 0),
                                    new OffsetAndMetadata(0)))
                    .all()
                    .get();
        }
    }

    @AfterEach
    void close() {
        offsets.close();
    }

    @Test
    void the_reset_of_one_sink_leaves_the_offsets_of_the_other() {
        OffsetOwner first = OffsetOwner.sink("first", Map.of("topics", " " + orders));
        OffsetOwner second = OffsetOwner.sink("second", Map.of("topics.regex", "stock-.*"));

        assertThat(offsets.listOffsets(first)).isEqualTo(startOf(orders));
        offsets.resetOffsets(first);

        assertThat(offsets.listOffsets(first).isEmpty()).isTrue();
        assertThat(offsets.listOffsets(second)).isEqualTo(startOf(stock));
    }

    @Test
    void a_group_that_the_config_of_one_sink_names_may_be_that_of_others() {
        OffsetOwner first = OffsetOwner.sink("first", Map.of("topics", orders, "consumer.override.group.id", group));

        offsets.resetOffsets(first);

        assertThat(offsets.listOffsets(OffsetOwner.sink("second", Map.of("topics", stock))))
                .isEqualTo(startOf(stock));
    }

    @Test
    void a_sink_of_which_the_topics_are_not_known_is_not_reset() {
        for (Map<String, String> config : List.of(Map.<String, String>of(), Map.of("topics", "${env:TOPICS}"))) {
            assertThatThrownBy(() -> offsets.resetOffsets(OffsetOwner.sink("first", config)))
                    .isInstanceOf(OffsetTransportException.class)
                    .hasMessageContaining(group)
                    .hasMessageContaining("nothing was deleted");
        }

        assertThat(offsets.listOffsets(OffsetOwner.sink("first", Map.of())).size())
                .isEqualTo(2);
    }

    private static OffsetSnapshot startOf(String topic) {
        return OffsetSnapshot.of(List.of(
                new ConnectorOffset(Map.of("kafka_topic", topic, "kafka_partition", 0), Map.of("kafka_offset", 0))));
    }
}
