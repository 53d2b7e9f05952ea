package io.connectmigrator.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.internal.RequestRate;
import io.connectmigrator.internal.Waiting;
import io.connectmigrator.lab.wire.InstantWorker;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestRateTest {

    private static final Duration ENOUGH = Duration.ofHours(1);

    private final AtomicLong now = new AtomicLong(1);
    private final List<Duration> pauses = new ArrayList<>();
    private final Waiting waiting = new Waiting(now::get, pause -> {
        pauses.add(pause);
        now.addAndGet(pause.toNanos());
    });

    @Test
    void requests_are_spaced_out_evenly() {
        RequestRate rate = new RequestRate(waiting, 10);

        for (int i = 0; i < 4; i++) {
            rate.await(ENOUGH);
        }

        assertThat(pauses).containsExactly(Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofMillis(100));
    }

    @Test
    void time_in_which_nothing_was_sent_is_not_saved_up() {
        RequestRate rate = new RequestRate(waiting, 10);
        rate.await(ENOUGH);
        now.addAndGet(Duration.ofSeconds(5).toNanos());

        rate.await(ENOUGH);
        rate.await(ENOUGH);

        assertThat(pauses).containsExactly(Duration.ofMillis(100));
    }

    @Test
    void a_turn_that_comes_too_late_is_not_waited_for_and_left_to_the_next() {
        RequestRate rate = new RequestRate(waiting, 10);
        rate.await(ENOUGH);

        assertThat(rate.await(Duration.ofMillis(99))).isFalse();
        assertThat(pauses).isEmpty();
        assertThat(rate.await(Duration.ofMillis(100))).isTrue();
        assertThat(pauses).containsExactly(Duration.ofMillis(100));
    }

    @Test
    void a_client_sends_no_more_than_it_may() {
        try (InstantWorker worker = new InstantWorker(Duration.ZERO)) {
            ConnectClient client = ConnectClient.builder(worker.url())
                    .requestsPerSecond(10)
                    .time(waiting, Clock.systemUTC())
                    .build();

            for (int i = 0; i < 3; i++) {
                client.worker();
            }

            assertThat(pauses).containsExactly(Duration.ofMillis(100), Duration.ofMillis(100));
            assertThat(client.requestCounts()).isEqualTo(new RequestCounts(3, 0));
        }
    }

    @Test
    void a_bound_of_nothing_is_refused() {
        assertThatThrownBy(() -> ConnectClient.builder("http://connect:8083").requestsPerSecond(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the requests per second must be at least 1, was 0");
    }

    @Test
    void without_a_bound_no_request_waits() {
        RequestRate rate = new RequestRate(waiting, 0);

        for (int i = 0; i < 100; i++) {
            rate.await(ENOUGH);
        }

        assertThat(pauses).isEmpty();
    }
}
