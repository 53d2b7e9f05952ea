package io.connectmigrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransportException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Connectors of which only the name is known, by the traces that they have left. */
@ExtendWith(SharedLaboratory.class)
class ConnectorKindsIT {

    private final Laboratory lab;
    private final OffsetTopicLab topic;
    private final OffsetTopicLab configs;
    private final String connector = "named-" + System.nanoTime();

    ConnectorKindsIT(Laboratory lab) {
        this.lab = lab;
        topic = OffsetTopicLab.on(lab.kafka());
        configs = OffsetTopicLab.on(lab.kafka(), 1, "compact");
    }

    @AfterEach
    void close() {
        topic.close();
        configs.close();
    }

    @Test
    void one_with_offsets_in_the_topic_is_a_source() {
        topic.put("[\"" + connector + "\",{\"id\":\"0\"}]", "{\"seq\":1}");

        assertThat(topic.offsets().listOffsets(connector)).isEqualTo(source());
    }

    @Test
    void one_with_offsets_in_a_group_is_a_sink() throws Exception {
        commit("connect-" + connector);

        assertThat(topic.offsets().listOffsets(connector)).isEqualTo(sink());
    }

    @Test
    void one_with_offsets_in_both_is_refused() throws Exception {
        topic.put("[\"" + connector + "\",{\"id\":\"0\"}]", "{\"seq\":1}");
        commit("connect-" + connector);

        assertThatThrownBy(() -> topic.offsets().listOffsets(connector))
                .isInstanceOfSatisfying(
                        OffsetTransportException.class,
                        failure -> assertThat(failure.remedy()).contains("ConnectClient", "configTopic"))
                .hasMessageContaining(connector);
        assertThat(topic.offsets().listOffsets(OffsetOwner.source(connector, Map.of())))
                .isEqualTo(source());
        assertThat(topic.offsets().listOffsets(OffsetOwner.sink(connector, Map.of())))
                .isEqualTo(sink());
    }

    @Test
    void one_of_which_nothing_is_stored_has_no_offsets_and_gets_those_of_a_source() {
        assertThat(topic.offsets().listOffsets(connector).isEmpty()).isTrue();

        topic.offsets().alterOffsets(connector, source());

        assertThat(topic.live()).containsOnlyKeys("[\"" + connector + "\",{\"id\":\"0\"}]");
    }

    @Test
    void one_of_which_nothing_is_stored_does_not_get_those_of_a_sink_into_the_topic() {
        assertThatThrownBy(() -> topic.offsets().alterOffsets(connector, sink()))
                .isInstanceOf(OffsetTransportException.class)
                .hasMessageContaining("look like those of a sink");

        assertThat(topic.live()).isEmpty();
    }

    @Test
    void the_config_topic_tells_where_the_offsets_of_a_sink_are() throws Exception {
        String group = "group-" + connector;
        configs.put("connector-" + connector, "{\"properties\":{\"topics\":\"gone\"}}");
        configs.put(
                "connector-" + connector,
                "{\"properties\":{\"topics\":\"records-" + connector + "\",\"consumer.override.group.id\":\"" + group
                        + "\"}}");
        commit(group);
        topic.put("[\"other\",{}]", "{}");

        try (KafkaOffsets offsets = topic.builder().configTopic(configs.name()).build()) {
            assertThat(offsets.listOffsets(connector)).isEqualTo(sink());
            assertThat(offsets.fence(OffsetOwner.named(connector))).isEqualTo(Optional.empty());
        }
    }

    @Test
    void the_config_topic_tells_where_the_offsets_of_a_source_are() {
        try (OffsetTopicLab own = OffsetTopicLab.on(lab.kafka());
                KafkaOffsets offsets =
                        topic.builder().configTopic(configs.name()).build()) {
            configs.put(
                    "connector-" + connector,
                    "{\"properties\":{\"offsets.storage.topic\":\"" + own.name() + "\",\"quote\":\"\\\"}\"}}");
            topic.put("[\"" + connector + "\",{\"id\":\"0\"}]", "{\"seq\":99}");
            own.put("[\"" + connector + "\",{\"id\":\"0\"}]", "{\"seq\":1}");

            assertThat(offsets.listOffsets(connector)).isEqualTo(source());
        }
    }

    private void commit(String group) throws Exception {
        String records = "records-" + connector;
        try (Admin admin = lab.kafka().admin()) {
            lab.kafka().createTopic(records, 1);
            admin.alterConsumerGroupOffsets(group, Map.of(new TopicPartition(records, 0), new OffsetAndMetadata(0)))
                    .all()
                    .get();
        }
    }

    private OffsetSnapshot sink() {
        return OffsetSnapshot.of(List.of(new ConnectorOffset(
                Map.of("kafka_topic", "records-" + connector, "kafka_partition", 0), Map.of("kafka_offset", 0))));
    }

    private static OffsetSnapshot source() {
        return OffsetSnapshot.of(List.of(new ConnectorOffset(Map.of("id", "0"), Map.of("seq", 1))));
    }
}
