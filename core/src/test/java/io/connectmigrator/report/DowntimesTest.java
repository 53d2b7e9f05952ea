package io.connectmigrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DowntimesTest {

    @Test
    void without_any_there_are_none() {
        assertThat(Downtimes.of(List.of())).isNull();
    }

    @Test
    void one_is_all_of_them() {
        assertThat(Downtimes.of(millis(1))).hasToString("median 1 ms, p95 1 ms, max 1 ms");
    }

    @Test
    void the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
        assertThat(Downtimes.of(List.of(Duration.ofMillis(20), Duration.ofMillis(10))))
                .isEqualTo(new Downtimes(2, Duration.ofMillis(15), Duration.ofMillis(20), Duration.ofMillis(20)));
    }

    @Test
    void ninety_five_of_a_hundred_are_no_longer_than_p95() {
        List<Duration> shuffled = millis(100);
        Collections.reverse(shuffled);

        assertThat(Downtimes.of(shuffled)).hasToString("median 50 ms, p95 95 ms, max 100 ms");
    }

    @Test
    void twenty_of_twenty_one_are_no_longer_than_p95() {
        assertThat(Downtimes.of(millis(21))).hasToString("median 11 ms, p95 20 ms, max 21 ms");
    }

    private static List<Duration> millis(int longest) {
        return IntStream.rangeClosed(1, longest).mapToObj(Duration::ofMillis).collect(Collectors.toList());
    }
}
