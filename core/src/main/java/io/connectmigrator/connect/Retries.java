package io.connectmigrator.connect;

import io.connectmigrator.internal.Backoff;
import io.connectmigrator.internal.Waiting;
import java.time.Duration;

/** Decides whether a request is sent once more, and when. */
final class Retries {

    /** Why it could be sent once more. */
    enum Reason {
        /** The workers are rebalancing: it passes. */
        REBALANCE,
        /** A worker is starting: it passes. */
        STARTING,
        /** No URL took a connection: it may be a restart. */
        UNREACHABLE,
        /** The connection broke under a request that changes nothing. */
        BROKEN,
        /** A worker stumbled over offsets that came in while it listed them: it passes, if that was it. */
        STUMBLED,
        /** The time was over: it took long enough. */
        TIMED_OUT
    }

    private static final int ROUNDS = 3;
    private static final int STUMBLES = 8;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Waiting waiting;
    private final Duration timeout;

    Retries(Waiting waiting, Duration timeout) {
        this.waiting = waiting;
        this.timeout = timeout;
    }

    Waiting waiting() {
        return waiting;
    }

    Sequence begin() {
        return new Sequence();
    }

    /** The tries of one request. Belongs to one thread. */
    final class Sequence {

        private final Waiting.Deadline deadline = waiting.deadline(timeout);
        private final Backoff backoff =
                Backoff.between(FIRST_PAUSE, LONGEST_PAUSE).withJitter(waiting::random);
        private int rounds = 1;

        /** Waits and returns true if the request is worth one more try, else returns false at once. */
        boolean again(Reason reason) {
            boolean worthIt = switch (reason) {
                case REBALANCE, STARTING -> !deadline.expired();
                case UNREACHABLE, BROKEN -> rounds < ROUNDS;
                case STUMBLED -> rounds < STUMBLES;
                case TIMED_OUT -> false;
            };
            if (worthIt) {
                rounds++;
                waiting.pause(backoff.next());
            }
            return worthIt;
        }
    }
}
