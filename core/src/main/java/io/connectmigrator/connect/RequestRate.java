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

    /**
     * Waits until it is the turn of one more request.
     *
     * @param limit how long to wait at most
     * @return false, at once, if the turn would come later; the next request then takes it
     */
    boolean await(Duration limit) {
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

    /** {@return how long it is until the turn, negative if that is later than the limit} */
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
