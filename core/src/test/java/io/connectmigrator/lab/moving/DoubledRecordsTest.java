package io.connectmigrator.lab.moving;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.lab.SequenceTally;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DoubledRecordsTest {

    private final DoubledRecords doubled = new DoubledRecords();
    private final SequenceTally once = SequenceTally.of("orders", List.of(0L, 1L));
    private final SequenceTally twice = SequenceTally.of("orders", List.of(0L, 1L, 1L));

    @Test
    void records_come_twice_after_a_move_whose_report_says_so_and_stay_there() {
        doubled.judge("orders", once);
        doubled.afterMove(Set.of("orders"));

        doubled.judge("orders", twice);
        doubled.afterMove(Set.of());
        doubled.judge("orders", twice);
    }

    @Test
    void records_that_come_twice_after_a_move_whose_report_says_nothing_fail() {
        doubled.afterMove(Set.of("orders"));
        doubled.judge("orders", once);
        doubled.afterMove(Set.of());

        assertThatThrownBy(() -> doubled.judge("orders", twice))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no report said that records of orders may come twice: 3 records");
    }

    @Test
    void a_report_about_another_connector_is_none() {
        doubled.afterMove(Set.of("stock"));

        assertThatThrownBy(() -> doubled.judge("orders", twice)).isInstanceOf(AssertionError.class);
    }
}
