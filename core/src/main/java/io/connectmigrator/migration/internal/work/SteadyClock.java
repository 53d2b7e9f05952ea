package io.connectmigrator.migration.internal.work;

import io.connectmigrator.internal.Waiting;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that starts at the time of another one and is never set, so that no duration between two of its readings is negative. */
public final class SteadyClock extends Clock {

    private final Instant start;
    private final Waiting waiting;
    private final long startNanos;
    private final ZoneId zone;

    public SteadyClock(Clock clock, Waiting waiting) {
        this(clock.instant(), waiting, waiting.nanoTime(), clock.getZone());
    }

    private SteadyClock(Instant start, Waiting waiting, long startNanos, ZoneId zone) {
        this.start = start;
        this.waiting = waiting;
        this.startNanos = startNanos;
        this.zone = zone;
    }

    @Override
    public Instant instant() {
        return start.plusNanos(waiting.nanoTime() - startNanos);
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId newZone) {
        return new SteadyClock(start, waiting, startNanos, newZone);
    }
}
