package io.connectmigrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which parts of a text are partitions and offsets. */
class QuotedOffsetsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nothing at all                          | nothing at all",
                "tasks.max is ${env:TASKS}               | tasks.max is ${env:TASKS}",
                "{} and { } and {name} and {             | {} and { } and {name} and {",
                "a {\"p\":{\"q\":[1,{}]}} b {\"x\":1} c  | a {…} b {…} c",
                "cut {\"p\":\"a}                         | cut {…}",
                "sets {a, b} and {a=1}                   | sets {a, b} and {…}"
            })
    void what_is_no_quote_stays(String text, String expected) {
        assertThat(QuotedOffsets.leftOutOf(text)).isEqualTo(expected);
    }

    @Test
    void many_braces_take_no_longer_than_few() {
        String text = "{\"".repeat(200_000);

        assertThat(QuotedOffsets.leftOutOf(text)).isEqualTo("{…}");
        assertThat(QuotedOffsets.leftOutOf("{a".repeat(200_000))).hasSize(400_000);
    }
}
