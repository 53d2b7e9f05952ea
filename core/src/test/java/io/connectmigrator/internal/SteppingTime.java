package io.connectmigrator.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes only during pauses. */
public final class SteppingTime {

    private final AtomicLong nanos = new AtomicLong(1_000);
    private final List<Duration> pauses = new ArrayList<>();

    public Waiting waiting() {
        return new Waiting(nanos::get, this::sleep);
    }

    public synchronized List<Duration> pauses() {
        return List.copyOf(pauses);
    }

    public Duration slept() {
        return pauses().stream().reduce(Duration.ZERO, Duration::plus);
    }

    private synchronized void sleep(Duration pause) {
        nanos.addAndGet(pause.toNanos());
        pauses.add(pause);
    }
}
