package io.connectmigrator.migration.internal.work;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.error.InterruptedWaitException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConcurrentReadsTest {

    private final ExecutorService two = Executors.newFixedThreadPool(2);

    @AfterEach
    void shutDown() {
        two.shutdownNow();
    }

    @Test
    void reads_are_made_at_the_same_time() {
        ConcurrentReads reads = new ConcurrentReads(two);
        CountDownLatch both = new CountDownLatch(2);

        Supplier<Boolean> one = reads.begin(() -> meets(both));
        Supplier<Boolean> other = reads.begin(() -> meets(both));

        assertThat(one.get()).isTrue();
        assertThat(other.get()).isTrue();
    }

    @Test
    void a_read_that_no_thread_has_begun_is_made_by_the_one_that_needs_it_and_only_once() {
        List<Runnable> waiting = new ArrayList<>();
        AtomicInteger made = new AtomicInteger();

        Supplier<Integer> answer = new ConcurrentReads(waiting::add).begin(made::incrementAndGet);

        assertThat(answer.get()).isEqualTo(1);
        waiting.forEach(Runnable::run);
        assertThat(answer.get()).isEqualTo(1);
        assertThat(made).hasValue(1);
    }

    @Test
    void what_a_read_throws_is_thrown_where_it_is_needed() {
        Executor atOnce = Runnable::run;
        Supplier<String> failed = new ConcurrentReads(atOnce).begin(() -> {
            throw new IllegalStateException("no answer");
        });
        Supplier<String> broken = new ConcurrentReads(two).begin(() -> {
            throw new NoSuchMethodError("send");
        });

        assertThatThrownBy(failed::get)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no answer");
        assertThatThrownBy(broken::get).isInstanceOf(NoSuchMethodError.class);
    }

    @Test
    void an_interrupt_ends_the_wait_and_is_still_set() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(2);
        Supplier<Boolean> answer = new ConcurrentReads(two).begin(() -> {
            begun.countDown();
            return meets(never);
        });
        assertThat(begun.await(30, SECONDS)).isTrue();

        Thread.currentThread().interrupt();

        assertThatThrownBy(answer::get).isInstanceOf(InterruptedWaitException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static boolean meets(CountDownLatch others) {
        others.countDown();
        try {
            return others.await(30, SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
