package io.connectmigrator.migration.internal.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.BaselineSample;
import io.connectmigrator.report.Measured;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How fast offsets grow between two readings, a minute apart. */
class OffsetRatesTest {

    private static Reading reading(int minute, @Nullable OffsetSnapshot offsets) {
        return new Reading(
                new BaselineSample(Instant.EPOCH, "RUNNING", "", null, List.of(), null, null, null, List.of()),
                Duration.ofMinutes(minute).toNanos(),
                offsets,
                Map.of());
    }

    private static List<Measured.Partition> between(@Nullable OffsetSnapshot first, @Nullable OffsetSnapshot second) {
        return OffsetRates.between(reading(0, first), reading(1, second));
    }

    private static OffsetSnapshot offset(Map<String, Object> offset) {
        return OffsetSnapshot.of(List.of(new ConnectorOffset(Map.of("table", "orders"), offset)));
    }

    @Test
    void the_one_number_that_grows_tells_the_rate() {
        assertThat(between(offset(Map.of("lsn", 100, "db", "a")), offset(Map.of("lsn", 220, "db", "a"))))
                .containsExactly(new Measured.Partition(Map.of("table", "orders"), true, 2.0, null));
    }

    @Test
    void what_stands_still_has_no_speed() {
        assertThat(between(offset(Map.of("lsn", 100)), offset(Map.of("lsn", 100))))
                .containsExactly(new Measured.Partition(Map.of("table", "orders"), false, 0.0, null));
    }

    @Test
    void of_two_numbers_that_grow_neither_is_taken() {
        assertThat(between(offset(Map.of("lsn", 100, "ts", 1)), offset(Map.of("lsn", 220, "ts", 2))))
                .containsExactly(new Measured.Partition(Map.of("table", "orders"), true, null, null));
    }

    @Test
    void a_number_beside_another_text_tells_nothing() {
        assertThat(between(offset(Map.of("pos", 100, "file", "a")), offset(Map.of("pos", 220, "file", "b"))))
                .containsExactly(new Measured.Partition(Map.of("table", "orders"), true, null, null));
        assertThat(between(offset(Map.of("file", "a")), offset(Map.of("file", "b"))))
                .containsExactly(new Measured.Partition(Map.of("table", "orders"), true, null, null));
    }

    @Test
    void a_new_partition_has_moved_and_one_that_is_gone_is_left_out() {
        assertThat(between(OffsetSnapshot.empty(), offset(Map.of("lsn", 1))))
                .containsExactly(new Measured.Partition(Map.of("table", "orders"), true, null, null));
        assertThat(between(offset(Map.of("lsn", 1)), OffsetSnapshot.empty())).isEmpty();
    }

    @Test
    void one_reading_tells_nothing() {
        assertThat(between(null, offset(Map.of("lsn", 1)))).isEmpty();
        assertThat(between(offset(Map.of("lsn", 1)), null)).isEmpty();
    }
}
