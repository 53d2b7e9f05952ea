package io.connectmigrator.migration.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AdaptiveLimitTest {

    private final AtomicLong rebalances = new AtomicLong();
    private final AdaptiveLimit limit = new AdaptiveLimit(rebalances::get);

    @Test
    void more_move_at_once_as_long_as_that_takes_none_longer() {
        assertThat(limit.limit()).isEqualTo(4);

        moveAll(Duration.ofMillis(500), 100);

        assertThat(limit.limit()).isEqualTo(10);
    }

    @Test
    void fewer_move_at_once_when_each_takes_much_longer_and_more_again_when_it_does_not() {
        moveAll(Duration.ofMillis(500), 4 + 5 + 6 + 7);
        assertThat(limit.limit()).isEqualTo(8);

        moveAll(Duration.ofMillis(800), 8);
        assertThat(limit.limit()).isEqualTo(6);

        moveAll(Duration.ofMillis(600), 6);
        assertThat(limit.limit()).isEqualTo(7);
    }

    @Test
    void fewer_move_at_once_when_the_workers_answer_that_they_rebalance() {
        moveAll(Duration.ofMillis(500), 4 + 5 + 6 + 7);
        rebalances.addAndGet(5);

        moveAll(Duration.ofMillis(500), 8);

        assertThat(limit.limit()).isEqualTo(6);
    }

    /** On clusters of three workers all were done later with fewer at once. */
    @Test
    void answers_that_come_however_few_move_leave_the_first_few() {
        for (int i = 0; i < 20; i++) {
            rebalances.addAndGet(100);
            moveAll(Duration.ofSeconds(1), limit.limit());

            assertThat(limit.limit()).isBetween(4, 5);
        }
    }

    @Test
    void at_least_one_is_always_allowed() {
        moveAll(Duration.ofMillis(100), 4);
        for (int i = 0; i < 20; i++) {
            moveAll(Duration.ofSeconds(1), limit.limit());
        }

        assertThat(limit.limit()).isEqualTo(1);
    }

    @Test
    void a_cluster_that_stays_slower_is_not_limited_to_one_for_ever() {
        moveAll(Duration.ofMillis(500), 20);

        moveAll(Duration.ofSeconds(2), 40);
        assertThat(limit.limit()).isEqualTo(1);

        moveAll(Duration.ofSeconds(2), 400);
        assertThat(limit.limit()).isGreaterThan(4);
    }

    /** As a fleet of 500 has shown: each takes longer the more move at once, and the fleet is done earlier all the same. */
    @Test
    void how_fast_one_alone_is_keeps_no_others_from_moving_beside_it() {
        moveAsFastAsTheClusterCan();
        while (limit.limit() > 1) {
            moveAll(Duration.ofMinutes(1), limit.limit());
        }

        for (int i = 0; i < 10; i++) {
            moveAsFastAsTheClusterCan();
        }

        assertThat(limit.limit()).isGreaterThan(5);
    }

    private void moveAsFastAsTheClusterCan() {
        moveAll(Duration.ofMillis(520 + 124L * limit.limit()), limit.limit());
    }

    private void moveAll(Duration each, int connectors) {
        for (int i = 0; i < connectors; i++) {
            limit.moved(each);
        }
    }
}
