package io.connectmigrator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 ms",
        "999, 999 ms",
        "1000, 1 s",
        "1040, 1.04 s",
        "1200, 1.2 s",
        "10049, 10 s",
        "24100, 24.1 s",
        "60000, 1 min 00 s",
        "200999, 3 min 20 s",
        "7500000, 2 h 05 min"
    })
    void a_duration_has_the_unit_that_fits(long millis, String text) {
        assertThat(DurationText.of(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "999, 0 s", "1999, 1 s", "59999, 59 s", "130500, 2 min 10 s"})
    void in_seconds_there_is_no_fraction(long millis, String text) {
        assertThat(DurationText.inSeconds(Duration.ofMillis(millis))).isEqualTo(text);
    }
}
