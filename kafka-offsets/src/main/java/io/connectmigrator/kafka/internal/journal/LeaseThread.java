package io.connectmigrator.kafka.internal.journal;

import io.connectmigrator.kafka.internal.client.KafkaFailures;
import io.connectmigrator.kafka.internal.client.KafkaTime;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An executor with a daemon thread of its own, so that no caller waits for brokers longer than it has time. */
final class LeaseThread implements LeaseExecutor {

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(LeaseThread::daemon);
    private final KafkaTime time;
    private volatile @Nullable Future<?> heartbeats;

    LeaseThread(KafkaTime time) {
        this.time = time;
    }

    @Override
    public void startHeartbeats(Duration pause, Runnable heartbeat) {
        heartbeats =
                thread.scheduleWithFixedDelay(heartbeat, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public <T> T write(String tried, Duration atMost, Supplier<T> write) {
        long begin = time.nanoTime();
        Future<T> written = thread.submit(write::get);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return written.get(atMost.toNanos() - (time.nanoTime() - begin), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : KafkaFailures.of(tried, e);
        } catch (TimeoutException e) {
            throw KafkaFailures.of(tried, JournalWriter.OUTCOME_UNKNOWN, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        @Nullable Future<?> started = heartbeats;
        if (started != null) {
            started.cancel(false);
        }
        thread.shutdown();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "connect-migrator-journal");
        thread.setDaemon(true);
        return thread;
    }
}
