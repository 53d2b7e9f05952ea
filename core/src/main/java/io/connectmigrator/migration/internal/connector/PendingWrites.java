package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.RequestFailedException;
import io.connectmigrator.connect.UnknownOutcomeException;
import io.connectmigrator.error.InterruptedWaitException;
import io.connectmigrator.internal.Waiting;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The writes to one copy of a connector whose outcome is unknown: a worker may still do them. What they would change must not
 * be undone once and then be believed, but looked at again until they can no longer be done. Thread-safe.
 */
public final class PendingWrites {

    private static final Duration SHOWS_WITHIN = Duration.ofSeconds(5);
    private static final int SERVER_ERROR = 500;

    private final Waiting waiting;
    private final Duration longest;
    private volatile Waiting.Deadline last;
    private volatile Waiting.Deadline lastStart;

    /**
     * Knows of none yet.
     *
     * @param longest how long a worker may be at work on what it was asked for
     */
    public PendingWrites(Waiting waiting, Duration longest) {
        this.waiting = waiting;
        this.longest = longest;
        this.last = waiting.deadline(Duration.ZERO);
        this.lastStart = last;
    }

    /** Sends a write that does not start the connector. */
    <T> T sending(Supplier<T> write) {
        try {
            return write.get();
        } catch (UnknownOutcomeException | InterruptedWaitException | RequestFailedException e) {
            last = later(last, patience(e));
            throw e;
        }
    }

    /** Sends a write that starts the connector. */
    <T> T starting(Supplier<T> write) {
        try {
            return sending(write);
        } catch (UnknownOutcomeException | InterruptedWaitException | RequestFailedException e) {
            lastStart = later(lastStart, patience(e));
            throw e;
        }
    }

    /** Not every error of a worker says that nothing was done, and another worker may show it a moment later. */
    private Duration patience(RuntimeException e) {
        if (e instanceof RequestFailedException failed) {
            return isRefusal(failed) ? Duration.ZERO : SHOWS_WITHIN;
        }
        return e instanceof UnknownOutcomeException unknown
                        && unknown.mayBeDoneWithin().compareTo(longest) < 0
                ? unknown.mayBeDoneWithin()
                : longest;
    }

    /** {@return whether the answer says that nothing was done} */
    public static boolean isRefusal(RequestFailedException failed) {
        return failed.status().orElse(SERVER_ERROR) < SERVER_ERROR;
    }

    /** Takes into account that a write of which reading seemed to tell that it was done may be yet to come. */
    void assumeLate(boolean starts) {
        if (starts) {
            assumeStart(longest);
        } else {
            assume(longest);
        }
    }

    /** Takes into account what a process that has died may have sent and is not done yet. */
    void assume(Duration patience) {
        last = later(last, patience);
    }

    /** The same, of one that may have been about to start the connector. */
    void assumeStart(Duration patience) {
        assume(patience);
        lastStart = later(lastStart, patience);
    }

    /** {@return for how long a write may still be done; zero if there is none} */
    Duration remaining() {
        return last.remaining();
    }

    /** {@return whether a write may still be done} */
    public boolean exist() {
        return !last.expired();
    }

    /** Holds once no write can be done any more. */
    public Condition none(String copy) {
        return () ->
                exist() ? Optional.of("a worker may still do what it was asked for about " + copy) : Optional.empty();
    }

    /** Holds once no write can start the connector any more. */
    public Condition noStart(String copy) {
        return () -> lastStart.expired()
                ? Optional.empty()
                : Optional.of("a worker may still start " + copy + ", as it was asked to");
    }

    private Waiting.Deadline later(Waiting.Deadline one, Duration fromNow) {
        Waiting.Deadline other = waiting.deadline(fromNow);
        return one.remaining().compareTo(other.remaining()) > 0 ? one : other;
    }
}
