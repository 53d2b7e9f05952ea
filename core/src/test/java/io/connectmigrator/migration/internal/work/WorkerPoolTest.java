package io.connectmigrator.migration.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.internal.Scheduler;
import io.connectmigrator.internal.SchedulerThread;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkerPoolTest {

    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final Scheduler scheduler = new SchedulerThread("timer");
    private final Executor own = WorkerPool.threads("connect-migrator-", false);
    private final WorkerPool workerPool = new WorkerPool(own, scheduler);

    @Test
    void tasks_one_after_the_other_need_one_thread() {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        AtomicInteger turns = new AtomicInteger();

        assertThat(workerPool.drive(() -> {
                    threads.add(Thread.currentThread().getName());
                    return turns.incrementAndGet() < 50 ? Optional.of(Duration.ofMillis(1)) : Optional.empty();
                }))
                .succeedsWithin(DEADLINE);

        // A thread that has done its turn may not be waiting yet when the next one comes.
        assertThat(threads).hasSizeLessThan(10);
    }

    @Test
    void tasks_beyond_the_limit_of_threads_are_queued() throws Exception {
        CountDownLatch all = new CountDownLatch(200);
        CountDownLatch go = new CountDownLatch(1);
        for (int i = 0; i < 200; i++) {
            workerPool.execute(() -> {
                try {
                    go.await();
                    all.countDown();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        go.countDown();

        assertThat(all.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void a_task_that_an_executor_discards_at_its_shutdown_runs_all_the_same() throws Exception {
        ExecutorService callers = Executors.newSingleThreadExecutor();
        WorkerPool pool = WorkerPool.borrowing(callers, own, scheduler);
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(2);
        callers.execute(() -> {
            try {
                busy.countDown();
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(busy.await(1, TimeUnit.MINUTES)).isTrue();
        pool.execute(done::countDown);
        pool.execute(done::countDown);

        assertThat(callers.shutdownNow()).hasSize(2);

        assertThat(done.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void a_task_that_an_executor_answers_with_an_error_runs_all_the_same() throws Exception {
        WorkerPool pool = WorkerPool.borrowing(
                task -> {
                    throw new NoSuchMethodError("not this one");
                },
                own,
                scheduler);
        CountDownLatch done = new CountDownLatch(1);

        pool.execute(done::countDown);

        assertThat(done.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void a_task_that_an_executor_drops_runs_all_the_same() throws Exception {
        ThreadPoolExecutor dropping = new ThreadPoolExecutor(
                1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(1), new ThreadPoolExecutor.DiscardPolicy());
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        WorkerPool pool = WorkerPool.borrowing(dropping, own, scheduler);
        CountDownLatch done = new CountDownLatch(3);
        dropping.execute(() -> {
            busy.countDown();
            awaitQuietly(free);
        });
        busy.await();
        for (int i = 0; i < 3; i++) {
            pool.execute(done::countDown);
        }

        free.countDown();

        assertThat(done.await(1, TimeUnit.MINUTES)).isTrue();
        dropping.shutdown();
    }

    @Test
    void no_task_runs_on_the_thread_that_submits_it() throws Exception {
        WorkerPool pool = WorkerPool.borrowing(Runnable::run, own, scheduler);
        CompletableFuture<Thread> worker = new CompletableFuture<>();

        pool.execute(() -> worker.complete(Thread.currentThread()));

        assertThat(worker.get(1, TimeUnit.MINUTES)).isNotSameAs(Thread.currentThread());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void an_exception_of_a_task_is_reported() {
        assertThat(workerPool.drive(() -> {
                    throw new IllegalStateException("not today");
                }))
                .failsWithin(DEADLINE)
                .withThrowableThat()
                .withRootCauseInstanceOf(IllegalStateException.class);
    }
}
