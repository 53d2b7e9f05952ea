package io.connectmigrator.migration.internal.run;

import io.connectmigrator.internal.Backoff;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalException;
import java.time.Duration;
import java.util.Optional;

/** The claim of the journal without which no step goes on. Belongs to one thread at a time. */
final class RequiredClaim {

    private final Journal.Claim claim;
    private final RetryPolicy retryPolicy;
    private final Backoff looks;

    RequiredClaim(Journal.Claim claim, RetryPolicy retryPolicy, Backoff looks) {
        this.claim = claim;
        this.retryPolicy = retryPolicy;
        this.looks = looks;
    }

    /**
     * {@return the pause until the next look; empty if the claim is held} While undoing, the journal is waited for until the deadline: to
     * give up would leave both copies stopped.
     *
     * @throws JournalException if the claim is lost, or if it could not be looked at for too long
     */
    Optional<Duration> pauseUntilHeld() {
        if (!retryPolicy.mustNotEnd()) {
            claim.requireHeld();
            return Optional.empty();
        }
        try {
            claim.requireHeldToGoBack();
            return Optional.empty();
        } catch (JournalException e) {
            if (retryPolicy.deadline().expired()) {
                throw e;
            }
            return Optional.of(looks.next());
        }
    }

    /** {@return whether a step may go on now} */
    boolean isHeld() {
        try {
            return pauseUntilHeld().isEmpty();
        } catch (JournalException e) {
            return false;
        }
    }
}
