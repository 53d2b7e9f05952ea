package io.connectmigrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.connectmigrator.offset.AlterResult;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What it does without any broker. */
class KafkaOffsetsTest {

    private final KafkaOffsets offsets = KafkaOffsets.builder("127.0.0.1:1")
            .offsetTopic("connect-offsets")
            .property("sasl.jaas.config", "secret")
            .timeout(Duration.ofSeconds(1))
            .build();

    @AfterEach
    void close() {
        offsets.close();
    }

    @Test
    void reports_call_it_by_its_topic() {
        assertThat(offsets).hasToString("topic connect-offsets");
    }

    @Test
    void a_null_offset_is_refused_before_a_request_is_sent() {
        OffsetSnapshot withNull = OffsetSnapshot.of(List.of(new ConnectorOffset(Map.of("id", "0"), null)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> offsets.alterOffsets("orders", withNull))
                .withMessageContaining("would delete");
    }

    @Test
    void nothing_is_written_without_a_request() {
        assertThat(offsets.alterOffsets("orders", OffsetSnapshot.empty())).isEqualTo(AlterResult.FRAMEWORK_ONLY);
    }

    @Test
    void prefetching_sends_no_request_and_leaves_errors_for_later() {
        assertThatCode(() -> offsets.prefetch(List.of(
                        OffsetOwner.named("orders"),
                        OffsetOwner.sink("sink", Map.of()),
                        OffsetOwner.source("hidden", Map.of("offsets.storage.topic", "${file:/topics:own}")))))
                .doesNotThrowAnyException();
    }

    @Test
    void client_properties_that_cannot_be_are_an_error_without_the_secrets_in_them() {
        KafkaOffsetsBuilder builder = KafkaOffsets.builder("127.0.0.1:1")
                .offsetTopic("connect-offsets")
                .properties(Map.of(
                        "security.protocol", "SASL_PLAINTEXT",
                        "sasl.mechanism", "PLAIN",
                        "sasl.jaas.config", "PlainLoginModule required username=me password=hush hush"));

        try (KafkaOffsets wrong = builder.build()) {
            assertThatCode(() -> wrong.listOffsets("orders"))
                    .hasMessageContaining("127.0.0.1:1")
                    .hasMessageContaining("sasl.jaas.config")
                    .hasMessageNotContaining("hush")
                    .hasNoCause();
        }
    }

    @Test
    void one_that_is_closed_says_so() {
        offsets.close();
        offsets.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> offsets.listOffsets("orders"))
                .withMessageContaining("closed");
    }
}
