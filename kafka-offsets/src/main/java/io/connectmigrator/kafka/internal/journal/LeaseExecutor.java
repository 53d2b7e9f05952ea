package io.connectmigrator.kafka.internal.journal;

import io.connectmigrator.kafka.internal.client.KafkaFailures;
import io.connectmigrator.offset.OffsetTransportException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Writes what one claim of a journal has to write, and lets it show signs of life in between. All of it is done one after the
 * other in one daemon thread, so that no caller waits for brokers longer than there is time for. Each claim has its own: one
 * whose transactions hang takes no time from the signs of life of the others. Thread-safe.
 */
final class LeaseExecutor implements AutoCloseable {

    private static final int HEARTBEATS_PER_TAKE_OVER = 4;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(LeaseExecutor::daemon);
    private final Duration period;
    private volatile @Nullable Future<?> heartbeats;

    LeaseExecutor(Duration takeOverAfter) {
        this.period = takeOverAfter.dividedBy(HEARTBEATS_PER_TAKE_OVER);
    }

    /** {@return after what pause one sign of life follows the other} */
    Duration period() {
        return period;
    }

    /** Shows signs of life until this is closed. The beat throws nothing. */
    void startHeartbeats(Runnable heartbeat) {
        long pause = period.toMillis();
        heartbeats = thread.scheduleWithFixedDelay(heartbeat, pause, pause, TimeUnit.MILLISECONDS);
    }

    /**
     * Lets the thread write, and waits for it. What takes longer is not given up: it is written before anything else is. An
     * interrupt does not end the waiting, and is there again afterwards.
     *
     * @throws OffsetTransportException if it is not written by then
     */
    void write(String tried, Duration atMost, Runnable writing) {
        long begin = System.nanoTime();
        Future<?> written = thread.submit(writing);
        boolean interrupted = false;
        try {
            while (!isWritten(written, atMost.toNanos() - (System.nanoTime() - begin))) {
                interrupted = true;
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

    /** {@return true when it is, false if an interrupt came before} */
    private static boolean isWritten(Future<?> written, long nanos) throws ExecutionException, TimeoutException {
        try {
            written.get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Ends when all is written that was to be. A second call does nothing. */
    @Override
    public void close() {
        @Nullable Future<?> started = heartbeats;
        if (started != null) {
            started.cancel(false);
        }
        thread.shutdown();
    }

    private static Thread daemon(Runnable writing) {
        Thread thread = new Thread(writing, "connect-migrator-journal");
        thread.setDaemon(true);
        return thread;
    }
}
