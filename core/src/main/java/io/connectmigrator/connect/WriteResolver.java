package io.connectmigrator.connect;

import io.connectmigrator.error.InterruptedWaitException;
import io.connectmigrator.internal.Backoff;
import io.connectmigrator.internal.Waiting;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends writes. When an answer is lost, it reads whether the write was done, and sends it again only when reads have shown,
 * for as long as a worker may process the write, that it was not.
 */
final class WriteResolver {

    private static final int SENT_AT_MOST = 3;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /** For how long a worker may not yet know of the write of another one. */
    private static final Duration LAG = Duration.ofSeconds(5);

    private final Waiting waiting;
    private final Waiting.Deadline limit;

    /** Resolves writes that are sent through these requests, within their deadline. */
    WriteResolver(Requests requests) {
        this.waiting = requests.waiting();
        this.limit = requests.deadline();
    }

    /**
     * Sends a write, and resolves a lost answer.
     *
     * @param send sends the write once
     * @param reading reads whether the write was done
     * @throws UnknownOutcomeException if reads failed, showed after each attempt that nothing was done, were interrupted,
     *     or did not end within the limit of the requests
     */
    <T> T write(Supplier<T> send, Supplier<ReadBack<T>> reading) {
        return write(send, reading, SENT_AT_MOST);
    }

    /** Sends a write that is never sent again, since by then it might hit a connector that was created in the meantime. */
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

    /** A write whose answer was lost. Belongs to one thread. */
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
                ReadBack<T> readBack = readUntil(mayBeDone);
                T value = readBack.value();
                return value == null ? sendAgain(readBack) : value;
            } catch (InterruptedWaitException e) {
                throw unknown("It may have been done; the thread was interrupted while reading was to tell", e);
            }
        }

        private T sendAgain(ReadBack<T> readBack) {
            if (sent == most) {
                String times =
                        sent == 1 ? "once, and reading showed: " : sent + " times, and reading each time showed: ";
                throw unknown("It was sent " + times + readBack.seen(), lost);
            }
            try {
                return send.get();
            } catch (UnknownOutcomeException lostAgain) {
                return new LostWrite<>(send, reading, most, sent + 1, lostAgain).resolve();
            } catch (UnreachableException | RebalanceException e) {
                // These say that nothing was done, which holds for the last attempt only.
                throw unknown("It was not done when it was sent again, which failed: " + e.getMessage(), e);
            } catch (ConnectClientException e) {
                return explained(e);
            }
        }

        /** The error may mean that the first attempt was done: a connector cannot be created or deleted twice. */
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

        /** Reads until the write is certainly done, or until the deadline has shown that it was not. */
        private ReadBack<T> readUntil(Waiting.Deadline deadline) {
            Backoff backoff = Backoff.between(Duration.ofMillis(10), LONGEST_PAUSE);
            Waiting.Deadline lasting = waiting.deadline(LAG);
            while (true) {
                ReadBack<T> readBack = look(deadline);
                if (readBack == null || !readBack.hasToLast()) {
                    lasting = waiting.deadline(LAG);
                }
                if (readBack != null && isLast(readBack, deadline, lasting)) {
                    return readBack.orRefusal();
                }
                pause(backoff.next(), readBack);
            }
        }

        private boolean isLast(ReadBack<T> readBack, Waiting.Deadline deadline, Waiting.Deadline lasting) {
            if (readBack.hasToLast()) {
                return lasting.expired();
            }
            return readBack.value() != null || deadline.expired();
        }

        /** {@return what a read shows, or null if it fails and there is time to read again} */
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

        private void pause(Duration pause, @Nullable ReadBack<T> readBack) {
            if (pause.compareTo(limit.remaining()) >= 0) {
                String text = readBack == null ? "reading failed" : readBack.seen();
                throw unknown("It may have been done; the time was over before reading could tell: " + text, lost);
            }
            waiting.pause(pause);
        }

        private UnknownOutcomeException unknown(String seen, Throwable cause) {
            return lost.andThen(seen, cause, mayBeDone.remaining());
        }
    }
}
