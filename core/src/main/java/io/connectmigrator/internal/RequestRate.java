package io.connectmigrator.internal;

import java.time.Duration;

/** Spaces requests out, up to a number per second. Thread-safe. */
public final class RequestRate {

    private final Waiting waiting;
    private final long interval;
    private long next;

    /** Allows this many per second; 0 for no limit. */
    public RequestRate(Waiting waiting, int perSecond) {
        this.waiting = waiting;
        this.interval = perSecond == 0 ? 0 : Duration.ofSeconds(1).toNanos() / perSecond;
        this.next = waiting.nanoTime();
    }

    /**
     * Waits until the next request may be sent.
     *
     * @param limit how long to wait at most
     * @return false, at once, if that would be after the limit
     */
    public boolean await(Duration limit) {
        if (interval == 0) {
            return true;
        }
        Duration pause = reserve(limit);
        if (pause.isNegative()) {
            return false;
        }
        waiting.pause(pause);
        return true;
    }

    /** {@return the time until the next request may be sent, negative if that is after the limit} */
    private synchronized Duration reserve(Duration limit) {
        long now = waiting.nanoTime();
        long turn = next - now > 0 ? next : now;
        Duration pause = Duration.ofNanos(turn - now);
        if (pause.compareTo(limit) > 0) {
            return Duration.ofNanos(-1);
        }
        next = turn + interval;
        return pause;
    }
}
