package io.connectmigrator.kafka;

import io.connectmigrator.offset.OffsetTransportException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Writes what the claims of a journal have to write, and lets them show signs of life in between. All of it is done one after
 * the other in one daemon thread that starts with the first claim, so nobody has to wait for brokers longer than there is
 * time for. Thread-safe.
 */
final class JournalThread implements AutoCloseable {

    private static final int BEATS_UNTIL_DEAD = 4;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(JournalThread::daemon);
    private final Map<HeldClaim, Future<?>> beating = new ConcurrentHashMap<>();
    private final Duration period;

    JournalThread(Duration takeOverAfter) {
        this.period = takeOverAfter.dividedBy(BEATS_UNTIL_DEAD);
    }

    /** {@return after what pause one sign of life follows the other} */
    Duration period() {
        return period;
    }

    void startBeating(HeldClaim claim) {
        long pause = period.toMillis();
        beating.put(claim, thread.scheduleWithFixedDelay(claim::beat, pause, pause, TimeUnit.MILLISECONDS));
    }

    void stopBeating(HeldClaim claim) {
        Future<?> beats = beating.remove(claim);
        if (beats != null) {
            beats.cancel(false);
        }
    }

    /**
     * Lets the thread write, and waits for it. What takes longer is not given up: it is written before anything else is.
     *
     * @throws OffsetTransportException if it is not written by then
     */
    void write(String tried, Duration atMost, Runnable writing) {
        Future<?> written = thread.submit(writing);
        try {
            written.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : KafkaFailures.of(tried, e);
        } catch (TimeoutException | InterruptedException e) {
            throw KafkaFailures.of(tried, JournalWriter.ONE_OR_THE_OTHER, e);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }

    private static Thread daemon(Runnable writing) {
        Thread thread = new Thread(writing, "connect-migrator-journal");
        thread.setDaemon(true);
        return thread;
    }
}
