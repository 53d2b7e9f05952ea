package io.connectmigrator.kafka.internal.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectorInKeyTest {

    @Test
    void the_first_string_of_the_key_is_the_name() {
        assertThat(find("[\"orders\",{\"server\":\"s1\"}]")).isEqualTo("orders");
    }

    @Test
    void a_name_is_found_in_its_own_letters() {
        assertThat(find("[\"sipariş-€\",{\"server\":\"s1\"}]")).isEqualTo("sipariş-€");
    }

    @Test
    void a_name_may_be_empty() {
        assertThat(find("[\"\",{}]")).isEmpty();
    }

    @Test
    void what_is_escaped_in_a_name_is_read() {
        assertThat(find("[\"a\\\"b\\\\c\\/d\\n\\t\\r\\b\\f\\u0041\\uD83D\\uDE00\",{}]"))
                .isEqualTo("a\"b\\c/d\n\t\r\b\fA😀");
    }

    @Test
    void white_space_is_skipped() {
        assertThat(find(" [ \"orders\" , { } ] ")).isEqualTo("orders");
    }

    @Test
    void the_partition_may_be_null() {
        assertThat(find("[\"orders\",null]")).isEqualTo("orders");
    }

    @Test
    void a_key_in_an_envelope_has_the_name_inside() {
        assertThat(find("{\"schema\":null,\"payload\":[\"orders\",{\"server\":\"s1\"}]}"))
                .isEqualTo("orders");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "connector-orders",
                "\"orders\"",
                "42",
                "null",
                "[]",
                "[",
                "[\"orders",
                "[\"orders\\",
                "[null,{}]",
                "[1,{\"server\":\"s1\"}]",
                "{\"server\":\"s1\"}",
                "{\"schema\":{\"type\":\"string\"},\"payload\":[\"orders\",{}]}",
                "{\"schema\":null,\"payload\":\"orders\"}",
                "{\"schema\":null,\"payload\":[\"orders\",{}]",
                "{\"payload\":[\"orders\",{}]}",
                "{\"schema\":null,\"payload\":[\"orders\",{}],\"more\":1}"
            })
    void other_keys_are_of_no_connector(String key) {
        assertThat(find(key)).isNull();
    }

    private static @Nullable String find(String key) {
        KeyBytes name = ConnectorInKey.find(new KeyBytes(key.getBytes(StandardCharsets.UTF_8)));
        return name == null ? null : new String(name.bytes(), StandardCharsets.UTF_8);
    }
}
