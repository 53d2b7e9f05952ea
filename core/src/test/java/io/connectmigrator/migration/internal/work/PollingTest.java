package io.connectmigrator.migration.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When a change that is waited for is looked at, in a time that passes only in pauses. */
class PollingTest {

    private static final Optional<String> PAUSE = Optional.of("pause on legacy");

    private final ChangeDurations durations = new ChangeDurations();
    private long now = 1_000_000_000;
    private int looks;

    @Test
    void what_was_never_waited_for_is_looked_at_at_once_and_then_every_5_ms_at_first() {
        Polling polling = durations.polling(PAUSE, now);

        assertThat(polling.beforeFirst()).isZero();
        assertThat(polling.next(now)).isEqualTo(Duration.ofMillis(5));
        assertThat(polling.next(now + millis(40))).isEqualTo(Duration.ofMillis(5));
    }

    @Test
    void a_change_is_seen_an_eighth_too_late_at_most_and_looked_for_four_times_a_second_at_last() {
        Polling polling = durations.polling(PAUSE, now);

        assertThat(polling.next(now + millis(400))).isEqualTo(Duration.ofMillis(50));
        assertThat(polling.next(now + millis(60_000))).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void a_cluster_that_takes_its_time_is_not_asked_before_it_and_is_asked_less_often() {
        Duration first = lateness(Duration.ofMillis(300));
        int looksAtFirst = looks;
        IntStream.range(0, 20).forEach(i -> lateness(Duration.ofMillis(300)));

        Duration last = lateness(Duration.ofMillis(300));

        assertThat(first).isLessThanOrEqualTo(Duration.ofMillis(38));
        assertThat(last).isLessThanOrEqualTo(Duration.ofMillis(38));
        assertThat(looks).isLessThan(looksAtFirst / 2);
    }

    @Test
    void a_cluster_that_has_become_faster_is_looked_at_sooner_from_then_on() {
        IntStream.range(0, 20).forEach(i -> lateness(Duration.ofSeconds(3)));

        assertThat(lateness(Duration.ofMillis(20))).isLessThanOrEqualTo(Duration.ofMillis(180));
        IntStream.range(0, 12).forEach(i -> lateness(Duration.ofMillis(20)));
        assertThat(lateness(Duration.ofMillis(20))).isLessThanOrEqualTo(Duration.ofMillis(20));
    }

    @Test
    void other_kinds_and_other_clusters_tell_nothing() {
        IntStream.range(0, 20).forEach(i -> lateness(Duration.ofSeconds(3)));

        assertThat(durations.polling(Optional.of("pause on europe"), now).beforeFirst())
                .isZero();
        assertThat(durations.polling(Optional.empty(), now).beforeFirst()).isZero();
        assertThat(durations.polling(PAUSE, now).beforeFirst()).isEqualTo(Duration.ofMillis(200));
    }

    /** {@return how long after a change that takes so long it is seen} */
    private Duration lateness(Duration takes) {
        long change = now + takes.toNanos();
        Polling polling = durations.polling(PAUSE, now);
        now += polling.beforeFirst().toNanos();
        for (looks = 1; now < change; looks++) {
            now += polling.next(now).toNanos();
        }
        polling.seen(now);
        return Duration.ofNanos(now - change);
    }

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
