package io.connectmigrator.migration.internal.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.plan.EmptyOffsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Offsets that a task goes on committing after its worker has given up on it. */
class SettledOffsetsTest {

    private static final Duration SLOW = Duration.ofSeconds(5);

    private long now = Long.MAX_VALUE - 1;
    private OffsetSnapshot offsets = at(1);

    @Test
    void after_a_slow_stop_offsets_are_final_when_they_have_not_changed_for_as_long() {
        Condition settled = SettledOffsets.after(SLOW, Duration.ZERO, EmptyOffsets.REFUSE, () -> offsets, () -> now);

        assertThat(settled.missing()).isPresent();
        pass(Duration.ofMillis(4400));
        offsets = at(2);
        assertThat(settled.missing()).isPresent();
        pass(Duration.ofMillis(4999));
        assertThat(settled.missing())
                .hasValueSatisfying(missing -> assertThat(missing).contains("4999 ms ago"));
        pass(Duration.ofMillis(1));
        assertThat(settled.missing()).isEmpty();
    }

    @Test
    void after_a_quick_stop_nothing_is_waited_for() {
        assertThat(SettledOffsets.after(
                                Duration.ofMillis(80), Duration.ZERO, EmptyOffsets.REFUSE, () -> offsets, () -> now)
                        .missing())
                .isEmpty();
    }

    @Test
    void after_a_stop_that_the_connector_needs_for_itself_a_second_is_enough() {
        Condition settled = SettledOffsets.after(
                Duration.ofMillis(4_700), Duration.ofSeconds(4), EmptyOffsets.REFUSE, () -> offsets, () -> now);

        pass(Duration.ofMillis(900));
        offsets = at(2);
        assertThat(settled.missing()).isPresent();
        pass(Duration.ofMillis(999));
        assertThat(settled.missing()).isPresent();
        pass(Duration.ofMillis(1));
        assertThat(settled.missing()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"5000, 4000", "5000, 60000", "4999, 3999", "2000, 0"})
    void a_stop_that_workers_may_have_given_up_on_or_that_took_longer_than_the_connector_needs_is_settled_as_long_again(
            long took, long byItself) {
        Condition settled = SettledOffsets.after(
                Duration.ofMillis(took), Duration.ofMillis(byItself), EmptyOffsets.REFUSE, () -> offsets, () -> now);

        pass(Duration.ofMillis(took - 1));
        assertThat(settled.missing()).isPresent();
        pass(Duration.ofMillis(1));
        assertThat(settled.missing()).isEmpty();
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private static OffsetSnapshot at(int position) {
        return OffsetSnapshot.of(List.of(new ConnectorOffset(Map.of("id", "0"), Map.of("position", position))));
    }
}
