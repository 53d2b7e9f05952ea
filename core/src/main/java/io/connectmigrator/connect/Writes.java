package io.connectmigrator.connect;

import io.connectmigrator.internal.Backoff;
import io.connectmigrator.internal.Waiting;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Writes whose answer may be lost. What became of such a write is found out by reading; it is sent again only when
 * reading has shown, for as long as a worker may be at work on it, that it has not been done.
 */
final class Writes {

    private static final int SENT_AT_MOST = 3;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Waiting waiting;

    Writes(Waiting waiting) {
        this.waiting = waiting;
    }

    /**
     * Writes, and resolves lost answers.
     *
     * @param send sends the write once
     * @param reading looks for what the write does
     * @throws UnknownOutcomeException if reading failed, or saw time and again that nothing was done
     */
    <T> T write(Supplier<T> send, Supplier<Sighting<T>> reading) {
        try {
            return send.get();
        } catch (UnknownOutcomeException lost) {
            return writeAgain(1, lost, send, reading);
        }
    }

    private <T> T writeAgain(int sent, UnknownOutcomeException lost, Supplier<T> send, Supplier<Sighting<T>> reading) {
        Sighting<T> sighting = resolve(lost, reading);
        T value = sighting.value();
        if (value != null) {
            return value;
        }
        if (sent == SENT_AT_MOST) {
            throw lost.andThen(
                    "It was sent " + sent + " times, and reading each time showed: " + sighting.seen(), lost);
        }
        try {
            return send.get();
        } catch (UnknownOutcomeException lostAgain) {
            return writeAgain(sent + 1, lostAgain, send, reading);
        } catch (UnreachableException | RebalanceException e) {
            // They say that nothing was done, which is true only of the write that was sent last.
            throw lost.andThen("It was not done when it was sent again, which failed: " + e.getMessage(), e);
        } catch (ConnectClientException e) {
            return explained(e, reading);
        }
    }

    /** An error may come from the first write having been done: what exists cannot be created, nor deleted twice. */
    private static <T> T explained(ConnectClientException e, Supplier<Sighting<T>> reading) {
        T value = reading.get().value();
        if (value == null) {
            throw e;
        }
        return value;
    }

    private <T> Sighting<T> resolve(UnknownOutcomeException lost, Supplier<Sighting<T>> reading) {
        Waiting.Deadline deadline = waiting.deadline(lost.patience());
        Backoff backoff = Backoff.between(Duration.ofMillis(10), LONGEST_PAUSE);
        while (true) {
            Sighting<T> sighting = look(lost, reading);
            if (sighting.value() != null || deadline.expired()) {
                return sighting;
            }
            waiting.pause(backoff.next());
        }
    }

    private static <T> Sighting<T> look(UnknownOutcomeException lost, Supplier<Sighting<T>> reading) {
        try {
            return reading.get();
        } catch (ConnectorExistsException | ConnectorNotFoundException e) {
            throw e;
        } catch (ConnectClientException e) {
            throw lost.andThen("It may have been done; reading failed as well: " + e.getMessage(), e);
        }
    }
}
