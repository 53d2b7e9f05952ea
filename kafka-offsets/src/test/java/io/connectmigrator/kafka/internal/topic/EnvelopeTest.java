package io.connectmigrator.kafka.internal.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"orders\",{\"b\":1.0,\"a\":\"}\\\"]\"}]",
                "{\"seq\":9007199254740993,\"nested\":\"{\\\"a\\\":[1,2}\"}",
                "null",
                "-1.5E+3",
                "{}"
            })
    void the_payload_is_cut_out_byte_by_byte(String payload) {
        assertThat(payload("{\"schema\":null,\"payload\":" + payload + "}")).isEqualTo(payload);
        assertThat(payload(" { \"payload\" : " + payload + " , \"schema\" : null } "))
                .isEqualTo(payload);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[\"orders\",{}]",
                "{\"schema\":null}",
                "{\"schema\":null,\"payload\":}",
                "{\"schema\":null,\"payload\":1",
                "{\"schema\":null,\"payload\":1}x",
                "{\"schema\":null \"payload\":1}",
                "{\"schema\":null,\"schema\":null,\"payload\":1}",
                "{\"schema\":1,\"payload\":1}",
                "{\"schema\":null,\"payload\":1,\"other\":1}",
                "{schema:null,payload:1}"
            })
    void anything_else_is_no_envelope(String json) {
        assertThat(payload(json)).isNull();
    }

    @Test
    void an_offset_whose_fields_are_named_like_an_envelope_stays_an_offset() {
        assertThat(payload("{\"schema\":\"s1\",\"payload\":7}")).isNull();
    }

    private static @Nullable String payload(String json) {
        byte[] payload = Envelope.payload(json.getBytes(StandardCharsets.UTF_8));
        return payload == null ? null : new String(payload, StandardCharsets.UTF_8);
    }
}
