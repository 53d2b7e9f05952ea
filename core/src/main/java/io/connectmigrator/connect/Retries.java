package io.connectmigrator.connect;

import io.connectmigrator.internal.Backoff;
import io.connectmigrator.internal.Waiting;
import java.time.Duration;

/** Decides whether a request is sent once more, and when. */
final class Retries {

    /** Why it could be sent once more. */
    enum Reason {
        /** The workers are rebalancing, or one cannot reach the leader: it passes. */
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

    /** {@return the tries of one request, none of which begins after the limit} */
    Sequence begin(Waiting.Deadline limit) {
        return new Sequence(limit);
    }

    /** The tries of one request. Belongs to one thread. */
    final class Sequence {

        private final Waiting.Deadline limit;
        private final Waiting.Deadline deadline = waiting.deadline(timeout);
        private final Backoff backoff =
                Backoff.between(FIRST_PAUSE, LONGEST_PAUSE).withJitter(waiting::random);
        private int rounds = 1;

        private Sequence(Waiting.Deadline limit) {
            this.limit = limit;
        }

        /** Waits and returns true if the request is worth one more try, else returns false at once. */
        boolean again(Reason reason) {
            boolean worthIt = switch (reason) {
                case REBALANCE, STARTING -> !deadline.expired();
                case UNREACHABLE, BROKEN -> rounds < ROUNDS;
                case STUMBLED -> rounds < STUMBLES;
                case TIMED_OUT -> false;
            };
            Duration pause = backoff.next();
            if (!worthIt || pause.compareTo(limit.remaining()) >= 0) {
                return false;
            }
            rounds++;
            waiting.pause(pause);
            return true;
        }
    }
}
