package io.connectmigrator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.error.InterruptedWaitException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class WaitingTest {

    private final SteppingTime time = new SteppingTime();

    @Test
    void a_deadline_expires_when_its_time_has_passed_and_not_before() {
        Waiting waiting = time.waiting();
        Waiting.Deadline deadline = waiting.deadline(Duration.ofSeconds(10));

        waiting.pause(Duration.ofSeconds(9));

        assertThat(deadline.expired()).isFalse();
        assertThat(deadline.remaining()).isEqualTo(Duration.ofSeconds(1));
        waiting.pause(Duration.ofSeconds(1));
        assertThat(deadline.expired()).isTrue();
        assertThat(deadline.remaining()).isZero();
    }

    @Test
    void a_deadline_can_be_so_far_ahead_that_no_clock_counts_to_it() {
        Waiting.Deadline deadline = time.waiting().deadline(Duration.ofSeconds(Long.MAX_VALUE));

        assertThat(deadline.expired()).isFalse();
    }

    @Test
    void a_pause_that_is_interrupted_throws_and_leaves_the_thread_interrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Waiting.real().pause(Duration.ofMinutes(1)))
                .isInstanceOf(InterruptedWaitException.class)
                .hasCauseInstanceOf(InterruptedException.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_pause_of_no_length_does_not_sleep() {
        time.waiting().pause(Duration.ZERO);
        time.waiting().pause(Duration.ofSeconds(-1));

        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void polling_starts_fast_and_slows_down_to_a_quarter_of_a_second() {
        Backoff backoff = Backoff.between(Duration.ofMillis(10), Duration.ofMillis(250));

        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(10));
        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(15));
        for (int i = 0; i < 20; i++) {
            backoff.next();
        }
        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void jitter_shortens_a_pause_by_a_half_at_most() {
        for (int i = 0; i < 1_000; i++) {
            Duration pause = Backoff.between(Duration.ofMillis(100), Duration.ofSeconds(2))
                    .withJitter(java.util.concurrent.ThreadLocalRandom.current()::nextDouble)
                    .next();

            assertThat(pause).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        }
    }
}
