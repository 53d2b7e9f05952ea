package io.connectmigrator.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.internal.SteppingTime;
import io.connectmigrator.internal.Waiting;
import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;

class RetriesTest {

    private final SteppingTime time = new SteppingTime();

    /** A write that a worker has refused so far would end with an unknown outcome. Pauses differ at random. */
    @RepeatedTest(200)
    void an_attempt_that_would_be_cut_short_is_not_made() {
        Waiting waiting = time.waiting();
        Waiting.Deadline limit = waiting.deadline(Duration.ofSeconds(3));
        Retries.Sequence attempts = new Retries(waiting, Duration.ofMinutes(1)).sequence(limit);

        while (attempts.awaitRetry(Retries.Reason.REBALANCE)) {
            assertThat(limit.remaining()).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        }

        assertThat(time.pauses()).isNotEmpty();
    }
}
