package io.connectmigrator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "1.0",
                "1.10",
                "-0.0",
                "-0",
                "1E5",
                "1e-7",
                "9007199254740993",
                "12345678901234567890123",
                "0.1",
                "100000000000000000000000.5",
                "null",
                "true",
                "\"\"",
                "[]",
                "{}",
                "[1,[2,{\"a\":[null]}]]",
                "{\"z\":1,\"a\":2,\"m\":{\"y\":1,\"b\":2}}",
                "\"ğüşİı€😀\""
            })
    void what_is_read_is_written_again_to_the_letter(String text) {
        assertThat(Json.write(Json.parse(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":2}", "{\"x\":{\"b\":1,\"b\":1}}"})
    void a_field_that_is_there_twice_is_malformed(String text) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(MalformedJsonException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"hunter2\"",
                "[1,]",
                "{\"a\":hunter2}",
                "1 2",
                "{} {}",
                "<html>hunter2",
                "NaN",
                "'a'",
                "\"hunter2",
                "01"
            })
    void malformed_text_is_an_error_that_does_not_repeat_the_text(String text) {
        assertThatThrownBy(() -> Json.parse(text))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageStartingWith("the JSON ")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    void a_field_of_another_kind_is_named_and_its_value_is_not() {
        JsonObject json = Json.parseObject("{\"a\":\"hunter2\"}");

        assertThatThrownBy(() -> json.object("a"))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageContaining(".a")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> json.integer("a")).isInstanceOf(MalformedJsonException.class);
        assertThatThrownBy(() -> json.objects("a")).isInstanceOf(MalformedJsonException.class);
        assertThatThrownBy(() -> json.string("b")).isInstanceOf(MalformedJsonException.class);
    }
}
