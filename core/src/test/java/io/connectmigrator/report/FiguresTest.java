package io.connectmigrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.internal.Figures;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "999, 999", "1000, 1\u2009000", "1234567, 1\u2009234\u2009567"})
    void thousands_stand_apart(long number, String text) {
        assertThat(Figures.grouped(number)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "1, 1 byte",
        "999, 999 bytes",
        "1000, 1.0 kB",
        "4460000, 4.5 MB",
        "999999, 1.0 MB",
        "7200000000000000, 7\u2009200.0 TB"
    })
    void bytes_are_in_the_largest_unit_that_is_not_more(long bytes, String text) {
        assertThat(Figures.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "999.96, 1000", "12.34, 12.3"})
    void a_coordinate_has_one_digit_behind_the_point(double value, String text) {
        assertThat(TimeScale.coordinate(value)).isEqualTo(text);
    }
}
