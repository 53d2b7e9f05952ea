package io.connectmigrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.internal.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeScaleTest {

    private static final Instant START = Instant.parse("2026-11-20T10:15:30Z");

    @Test
    void a_moment_lies_where_its_share_of_the_time_is() {
        TimeScale scale = new TimeScale(START, Duration.ofSeconds(10));

        assertThat(scale.position(START)).isZero();
        assertThat(scale.position(START.plusSeconds(5))).isEqualTo(500);
        assertThat(scale.width(Duration.ofMillis(100))).isEqualTo(10);
    }

    @Test
    void the_labels_stand_at_even_numbers() {
        assertThat(new TimeScale(START, Duration.ofMillis(24_600)).ticks())
                .extracting(DurationText::of)
                .containsExactly("0 ms", "5 s", "10 s", "15 s", "20 s");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 99, 1_000, 61_000, 245_000, 3_600_000, 86_400_000, 1_000_000_000})
    void there_are_some_labels_and_not_too_many(long millis) {
        assertThat(new TimeScale(START, Duration.ofMillis(millis)).ticks()).hasSizeBetween(2, 8);
    }

    @Test
    void a_step_outside_of_the_call_has_room_too() {
        ConnectorReport connector = ExampleFleet.of(1).connectors().get(0);
        MigrationReport report =
                new MigrationReport(ExampleFleet.START.plusSeconds(60), Duration.ZERO, List.of(connector));

        TimeScale scale = TimeScale.of(report);

        assertThat(scale.start()).isEqualTo(ExampleFleet.START);
        assertThat(scale.span()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void a_report_that_took_no_time_has_a_scale() {
        assertThat(TimeScale.of(new MigrationReport(START, Duration.ZERO, List.of()))
                        .span())
                .isEqualTo(Duration.ofMillis(1));
    }
}
