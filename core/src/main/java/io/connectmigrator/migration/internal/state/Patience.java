package io.connectmigrator.migration.internal.state;

import io.connectmigrator.internal.Backoff;
import io.connectmigrator.internal.Waiting;
import io.connectmigrator.journal.JournalException;
import java.time.Duration;
import java.util.function.Supplier;

/** Asks a journal again that did not answer: what it does not say may be that a connector is down. */
public final class Patience {

    private static final int TRIES = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private Patience() {}

    /**
     * {@return the answer to a question}
     *
     * @throws JournalException if it was asked several times in vain
     */
    public static <T> T with(Waiting waiting, Supplier<T> question) {
        Backoff backoff = Backoff.between(FIRST_PAUSE, LONGEST_PAUSE);
        for (int tries = 1; ; tries++) {
            try {
                return question.get();
            } catch (JournalException e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
            waiting.pause(backoff.next());
        }
    }
}
