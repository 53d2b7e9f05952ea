package io.connectmigrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

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
        assertThat(Figures.duration(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "999, 999", "1000, 1\u2009000", "1234567, 1\u2009234\u2009567"})
    void thousands_stand_apart(long number, String text) {
        assertThat(Figures.grouped(number)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "999.96, 1000", "12.34, 12.3"})
    void a_coordinate_has_one_digit_behind_the_point(double value, String text) {
        assertThat(TimeScale.coordinate(value)).isEqualTo(text);
    }
}
