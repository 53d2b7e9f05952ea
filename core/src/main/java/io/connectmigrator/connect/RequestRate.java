package io.connectmigrator.connect;

import io.connectmigrator.internal.Waiting;
import java.time.Duration;

/** Spaces requests out, so that there are never more in a second than there may be. Thread-safe. */
final class RequestRate {

    private final Waiting waiting;
    private final long interval;
    private long next;

    /** Allows so many a second; 0 for as many as there are. */
    RequestRate(Waiting waiting, int perSecond) {
        this.waiting = waiting;
        this.interval = perSecond == 0 ? 0 : Duration.ofSeconds(1).toNanos() / perSecond;
        this.next = waiting.nanoTime();
    }

    /** Waits until it is the turn of one more request. */
    void await() {
        if (interval > 0) {
            waiting.pause(Duration.ofNanos(reserve()));
        }
    }

    private synchronized long reserve() {
        long now = waiting.nanoTime();
        long turn = next - now > 0 ? next : now;
        next = turn + interval;
        return turn - now;
    }
}
