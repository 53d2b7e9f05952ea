package io.connectmigrator.migration.internal.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.plan.EmptyOffsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Offsets that a task goes on committing after its worker has given up on it. */
class SettledOffsetsTest {

    private static final Duration SLOW = Duration.ofSeconds(5);

    private long now = Long.MAX_VALUE - 1;
    private OffsetSnapshot offsets = at(1);

    @Test
    void after_a_slow_stop_offsets_are_final_when_they_have_not_changed_for_as_long() {
        Condition settled = SettledOffsets.after(SLOW, EmptyOffsets.REFUSE, () -> offsets, () -> now);

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
        assertThat(SettledOffsets.after(Duration.ofMillis(80), EmptyOffsets.REFUSE, () -> offsets, () -> now)
                        .missing())
                .isEmpty();
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private static OffsetSnapshot at(int position) {
        return OffsetSnapshot.of(List.of(new ConnectorOffset(Map.of("id", "0"), Map.of("position", position))));
    }
}
