package io.connectmigrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaOffsetsBuilderTest {

    private final KafkaOffsetsBuilder builder = KafkaOffsets.builder("broker:9092");

    @Test
    void building_connects_to_nothing_and_can_be_done_twice() {
        builder.offsetTopic("connect-offsets");

        try (KafkaOffsets one = builder.build();
                KafkaOffsets other = builder.build()) {
            assertThat(one).hasToString("topic connect-offsets").isNotSameAs(other);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "broker", "broker:", "broker:9092,", "http//broker"})
    void bootstrap_servers_are_hosts_and_ports(String bootstrapServers) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KafkaOffsets.builder(bootstrapServers))
                .withMessageContaining("host:port");
    }

    @Test
    void there_may_be_several_bootstrap_servers_of_any_kind() {
        assertThat(KafkaOffsets.builder("one:9092, [::1]:9093,SSL://three:9094"))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a b", "a/b", "ş"})
    void a_topic_has_a_name_that_a_topic_can_have(String topic) {
        assertThatIllegalArgumentException().isThrownBy(() -> builder.offsetTopic(topic));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.configTopic(topic));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.connectorTopic("orders", topic));
    }

    @Test
    void the_offset_topic_is_required() {
        assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("offsetTopic");
    }

    @Test
    void exactly_once_needs_the_group_id() {
        builder.offsetTopic("connect-offsets").exactlyOnce();

        assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("groupId");
        builder.groupId("connect").build().close();
    }

    @Test
    void names_are_not_blank() {
        assertThatIllegalArgumentException().isThrownBy(() -> builder.groupId(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.consumerGroupId(""));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.connectorTopic("", "topic"));
    }

    @Test
    void a_timeout_is_positive_and_no_month() {
        assertThatIllegalArgumentException().isThrownBy(() -> builder.timeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.timeout(Duration.ofDays(30)));
    }

    @Test
    void bootstrap_servers_are_no_property() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.properties(Map.of("bootstrap.servers", "other:9092")));
    }
}
