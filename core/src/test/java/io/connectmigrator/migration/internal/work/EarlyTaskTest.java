package io.connectmigrator.migration.internal.work;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EarlyTaskTest {

    private final ExecutorService other = Executors.newSingleThreadExecutor();

    @AfterEach
    void shutDown() {
        other.shutdownNow();
    }

    @Test
    void what_no_thread_has_begun_can_be_withdrawn_and_is_not_done_any_more() {
        List<Runnable> waiting = new ArrayList<>();
        AtomicInteger done = new AtomicInteger();
        EarlyTask<Integer> task = EarlyTask.offer(done::incrementAndGet, waiting::add);

        assertThat(task.withdraw()).isTrue();

        waiting.forEach(Runnable::run);
        assertThat(done).hasValue(0);
    }

    @Test
    void what_another_thread_has_begun_is_awaited_although_the_thread_is_interrupted() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        EarlyTask<Boolean> task = EarlyTask.offer(
                () -> {
                    begun.countDown();
                    return awaited(end);
                },
                other);
        assertThat(begun.await(30, SECONDS)).isTrue();
        assertThat(task.withdraw()).isFalse();

        Thread.currentThread().interrupt();
        end.countDown();

        assertThat(task.get()).isTrue();
        assertThat(Thread.interrupted()).isTrue();
    }

    private static boolean awaited(CountDownLatch end) {
        try {
            return end.await(30, SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
