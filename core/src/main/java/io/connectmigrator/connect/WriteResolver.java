package io.connectmigrator.connect;

import io.connectmigrator.error.InterruptedWaitException;
import io.connectmigrator.internal.Backoff;
import io.connectmigrator.internal.Waiting;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes whose answer may be lost. What became of such a write is found out by reading; it is sent again only when
 * reading has shown, for as long as a worker may be at work on it, that it has not been done.
 */
final class WriteResolver {

    private static final int SENT_AT_MOST = 3;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /** For how long a worker may not yet know what another one has done. */
    private static final Duration LAG = Duration.ofSeconds(5);

    private final Waiting waiting;
    private final Waiting.Deadline limit;

    /** Resolves writes that are sent through these requests, and ends together with them. */
    WriteResolver(Requests requests) {
        this.waiting = requests.waiting();
        this.limit = requests.deadline();
    }

    /**
     * WriteResolver, and resolves lost answers.
     *
     * @param send sends the write once
     * @param reading looks for what the write does
     * @throws UnknownOutcomeException if reading failed, saw time and again that nothing was done, was interrupted, or
     *     was not through within the limit of the requests
     */
    <T> T write(Supplier<T> send, Supplier<ReadBack<T>> reading) {
        return write(send, reading, SENT_AT_MOST);
    }

    /** The same, of a write that is never sent again: by then it might hit what another has made in the meantime. */
    <T> T writeOnce(Supplier<T> send, Supplier<ReadBack<T>> reading) {
        return write(send, reading, 1);
    }

    private <T> T write(Supplier<T> send, Supplier<ReadBack<T>> reading, int most) {
        try {
            return send.get();
        } catch (UnknownOutcomeException lost) {
            return new LostWrite<>(send, reading, most, 1, lost).resolve();
        }
    }

    /** A write that has been sent, and whose answer was lost. Belongs to one thread. */
    private final class LostWrite<T> {

        private final Supplier<T> send;
        private final Supplier<ReadBack<T>> reading;
        private final int most;
        private final int sent;
        private final UnknownOutcomeException lost;
        private final Waiting.Deadline mayBeDone;

        LostWrite(Supplier<T> send, Supplier<ReadBack<T>> reading, int most, int sent, UnknownOutcomeException lost) {
            this.send = send;
            this.reading = reading;
            this.most = most;
            this.sent = sent;
            this.lost = lost;
            this.mayBeDone = waiting.deadline(lost.mayBeDoneWithin());
        }

        T resolve() {
            try {
                ReadBack<T> sighting = readUntil(mayBeDone);
                T value = sighting.value();
                return value == null ? again(sighting) : value;
            } catch (InterruptedWaitException e) {
                throw unknown("It may have been done; the thread was interrupted while reading was to tell", e);
            }
        }

        private T again(ReadBack<T> sighting) {
            if (sent == most) {
                String times =
                        sent == 1 ? "once, and reading showed: " : sent + " times, and reading each time showed: ";
                throw unknown("It was sent " + times + sighting.seen(), lost);
            }
            try {
                return send.get();
            } catch (UnknownOutcomeException lostAgain) {
                return new LostWrite<>(send, reading, most, sent + 1, lostAgain).resolve();
            } catch (UnreachableException | RebalanceException e) {
                // They say that nothing was done, which is true only of the write that was sent last.
                throw unknown("It was not done when it was sent again, which failed: " + e.getMessage(), e);
            } catch (ConnectClientException e) {
                return explained(e);
            }
        }

        /** An error may come from the first write having been done: what exists cannot be created, nor deleted twice. */
        private T explained(ConnectClientException e) {
            T value = null;
            try {
                value = readUntil(waiting.deadline(LAG)).value();
            } catch (ConnectClientException unreadable) {
                e.addSuppressed(unreadable);
            }
            if (value == null) {
                throw e;
            }
            return value;
        }

        /** Reads until that shows the write done for certain, or until it has not been done when the time has come. */
        private ReadBack<T> readUntil(Waiting.Deadline deadline) {
            Backoff backoff = Backoff.between(Duration.ofMillis(10), LONGEST_PAUSE);
            Waiting.Deadline lasting = waiting.deadline(LAG);
            while (true) {
                ReadBack<T> sighting = look(deadline);
                if (sighting == null || !sighting.hasToLast()) {
                    lasting = waiting.deadline(LAG);
                }
                if (sighting != null && isLast(sighting, deadline, lasting)) {
                    return sighting.orRefusal();
                }
                pause(backoff.next(), sighting);
            }
        }

        private boolean isLast(ReadBack<T> sighting, Waiting.Deadline deadline, Waiting.Deadline lasting) {
            if (sighting.hasToLast()) {
                return lasting.expired();
            }
            return sighting.value() != null || deadline.expired();
        }

        /** {@return what reading sees, or null if it fails and there is time to read again} */
        private @Nullable ReadBack<T> look(Waiting.Deadline deadline) {
            try {
                return reading.get();
            } catch (ConnectClientException e) {
                if (!deadline.expired() && !limit.expired()) {
                    return null;
                }
                if (e instanceof ConnectorNotFoundException) {
                    throw e;
                }
                throw unknown("It may have been done; reading failed as well: " + e.getMessage(), e);
            }
        }

        private void pause(Duration pause, @Nullable ReadBack<T> sighting) {
            if (pause.compareTo(limit.remaining()) >= 0) {
                String seen = sighting == null ? "reading failed" : sighting.seen();
                throw unknown("It may have been done; the time was over before reading could tell: " + seen, lost);
            }
            waiting.pause(pause);
        }

        private UnknownOutcomeException unknown(String seen, Throwable cause) {
            return lost.andThen(seen, cause, mayBeDone.remaining());
        }
    }
}
