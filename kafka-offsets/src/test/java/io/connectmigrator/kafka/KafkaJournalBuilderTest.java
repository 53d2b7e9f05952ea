package io.connectmigrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaJournalBuilderTest {

    private final KafkaJournalBuilder builder = KafkaJournal.builder("broker:9092");

    @Test
    void building_connects_to_nothing_and_shows_no_property() {
        builder.topic("connect-migrations").property("sasl.jaas.config", "secret");

        try (KafkaJournal one = builder.build();
                KafkaJournal other = builder.build()) {
            assertThat(one)
                    .hasToString("the journal in topic connect-migrations at broker:9092")
                    .isNotSameAs(other);
        }
    }

    @Test
    void the_topic_is_required() {
        assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("topic(…)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "a b", "ş"})
    void a_topic_has_a_name_that_a_topic_can_have(String topic) {
        assertThatIllegalArgumentException().isThrownBy(() -> builder.topic(topic));
    }

    @Test
    void bootstrap_servers_are_hosts_and_ports_and_no_property() {
        assertThatIllegalArgumentException().isThrownBy(() -> KafkaJournal.builder("broker"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.properties(Map.of("bootstrap.servers", "other:9092")));
    }

    @Test
    void times_are_neither_too_short_nor_too_long() {
        assertThatIllegalArgumentException().isThrownBy(() -> builder.timeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.takeOverAfter(Duration.ofMillis(999)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.takeOverAfter(Duration.ofMinutes(11)));
    }
}
