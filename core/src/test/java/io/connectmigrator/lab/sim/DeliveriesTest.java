package io.connectmigrator.lab.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.Deliveries.Delivery;
import io.connectmigrator.lab.sim.Deliveries.Range;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeliveriesTest {

    private final Deliveries deliveries = new Deliveries(Stream::empty);
    private long now;

    private void copied(String cluster, long from, long to) {
        deliveries.add(new Delivery(cluster, "orders", "fruit-0", from, to, now, ++now));
    }

    @Test
    void records_that_are_copied_one_after_the_other_are_in_order() {
        copied("source", 0, 10);
        copied("source", 10, 20);
        copied("target", 20, 30);

        assertThat(deliveries.outOfOrder()).isEmpty();
    }

    @Test
    void records_that_are_copied_after_later_ones_are_neither_lost_nor_doubled_but_out_of_order() {
        copied("source", 0, 10);
        copied("target", 15, 20);
        copied("source", 10, 15);

        assertThat(deliveries.lost()).isEmpty();
        assertThat(deliveries.doubled()).isEmpty();
        assertThat(deliveries.outOfOrder()).isEqualTo(Map.of("fruit-0", List.of(new Range(10, 15))));
    }

    @Test
    void records_that_are_copied_again_are_doubled_and_in_order() {
        copied("source", 0, 10);
        copied("source", 10, 20);
        copied("target", 5, 25);

        assertThat(deliveries.doubled()).isEqualTo(Map.of("fruit-0", List.of(new Range(5, 10), new Range(10, 20))));
        assertThat(deliveries.outOfOrder()).isEmpty();
    }

    @Test
    void a_batch_of_which_a_part_is_copied_again_is_out_of_order_for_the_rest() {
        copied("source", 0, 10);
        copied("target", 15, 20);
        copied("source", 5, 18);

        assertThat(deliveries.outOfOrder()).isEqualTo(Map.of("fruit-0", List.of(new Range(5, 18))));
    }
}
