package io.connectmigrator.connect;

import io.connectmigrator.internal.Backoff;
import io.connectmigrator.internal.Waiting;
import java.time.Duration;

/** Decides whether a request is sent again, and when. */
final class Retries {

    /** Why an attempt failed. */
    enum Reason {
        /** The workers are rebalancing, or one cannot reach the leader. */
        REBALANCE,
        /** A worker is starting. */
        STARTING,
        /** No URL accepted a connection: a worker may be restarting. */
        UNREACHABLE,
        /** The connection broke under a request that changes nothing. */
        BROKEN,
        /** A worker failed to list offsets, probably because they changed at that moment. */
        CHANGED_MEANWHILE,
        /** The time was over. */
        TIMED_OUT
    }

    private static final int ATTEMPTS = 3;
    private static final int CHANGES = 8;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /** An attempt that is cut short would leave the outcome of a write unknown, which a worker has refused until then. */
    private static final Duration LEAST_ATTEMPT = Duration.ofMillis(200);

    private final Waiting waiting;
    private final Duration timeout;

    Retries(Waiting waiting, Duration timeout) {
        this.waiting = waiting;
        this.timeout = timeout;
    }

    Waiting waiting() {
        return waiting;
    }

    /** {@return the attempts of one request; only the first one begins shortly before the limit} */
    Sequence sequence(Waiting.Deadline limit) {
        return new Sequence(limit);
    }

    /** The attempts of one request. Belongs to one thread. */
    final class Sequence {

        private final Waiting.Deadline limit;
        private final Waiting.Deadline deadline = waiting.deadline(timeout);
        private final Backoff backoff =
                Backoff.between(FIRST_PAUSE, LONGEST_PAUSE).withJitter(waiting::random);
        private int attempts = 1;

        private Sequence(Waiting.Deadline limit) {
            this.limit = limit;
        }

        /** Waits and returns true if another attempt can help, else returns false at once. */
        boolean awaitRetry(Reason reason) {
            boolean canHelp = switch (reason) {
                case REBALANCE, STARTING -> !deadline.expired();
                case UNREACHABLE, BROKEN -> attempts < ATTEMPTS;
                case CHANGED_MEANWHILE -> attempts < CHANGES;
                case TIMED_OUT -> false;
            };
            Duration pause = backoff.next();
            if (!canHelp || pause.plus(LEAST_ATTEMPT).compareTo(limit.remaining()) > 0) {
                return false;
            }
            attempts++;
            waiting.pause(pause);
            return true;
        }
    }
}
