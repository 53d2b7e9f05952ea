package io.connectmigrator.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoakCurvesTest {

    @Test
    void what_stays_the_same_has_not_grown() {
        assertThat(curves(SoakResource.THREADS, move -> 40).growth()).isEmpty();
    }

    @Test
    void one_more_with_every_tenth_move_has_grown() {
        assertThat(curves(SoakResource.KAFKA_CLIENTS, move -> 3 + move / 10).growth())
                .containsExactly("Kafka clients grew from 4 to 12, at most 4 was expected");
    }

    @Test
    void a_heap_that_leaks_a_little_with_every_move_has_grown() {
        assertThat(curves(SoakResource.HEAP, move -> (20L << 20) + move * (100L << 10))
                        .growth())
                .singleElement()
                .asString()
                .startsWith("heap after a collection grew from ");
    }

    @Test
    void a_single_peak_is_no_growth() {
        assertThat(curves(SoakResource.FILE_DESCRIPTORS, move -> move == 99 ? 900 : 60)
                        .growth())
                .isEmpty();
    }

    @Test
    void a_topic_that_grows_between_two_runs_of_the_cleaner_has_not_grown() {
        assertThat(curves(SoakResource.JOURNAL_TOPIC, move -> 100_000 + move % 10 * 20_000)
                        .growth())
                .isEmpty();
    }

    @Test
    void growth_is_seen_in_the_curve() {
        assertThat(curves(SoakResource.THREADS, move -> 40 + move).toString()).contains("50 ▁", "█");
        assertThat(curves(SoakResource.THREADS, move -> 40).toString()).doesNotContain("█");
    }

    private static SoakCurves curves(SoakResource resource, IntToLongFunction value) {
        List<SoakSample> samples = IntStream.range(0, 100)
                .mapToObj(move -> new SoakSample(Duration.ofSeconds(move), Map.of(resource, value.applyAsLong(move))))
                .toList();
        return new SoakCurves(samples);
    }
}
