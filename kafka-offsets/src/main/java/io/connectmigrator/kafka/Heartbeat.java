package io.connectmigrator.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Lets the claims of a journal show signs of life, in one daemon thread that starts with the first claim. Thread-safe. */
final class Heartbeat implements AutoCloseable {

    private static final int BEATS_UNTIL_DEAD = 4;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(Heartbeat::daemon);
    private final Map<HeldClaim, Future<?>> beating = new ConcurrentHashMap<>();
    private final long periodMs;

    Heartbeat(Duration takeOverAfter) {
        this.periodMs = takeOverAfter.toMillis() / BEATS_UNTIL_DEAD;
    }

    void start(HeldClaim claim) {
        beating.put(claim, thread.scheduleWithFixedDelay(claim::beat, periodMs, periodMs, TimeUnit.MILLISECONDS));
    }

    void stop(HeldClaim claim) {
        Future<?> beats = beating.remove(claim);
        if (beats != null) {
            beats.cancel(false);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }

    private static Thread daemon(Runnable beats) {
        Thread thread = new Thread(beats, "connect-migrator-journal");
        thread.setDaemon(true);
        return thread;
    }
}
