package io.connectmigrator.journal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somebody else is at work on a connector: another call of the same migrator, or another process with the same journal.
 * Whoever gets this has touched nothing since the other began. Wait until the other is done, then call again.
 */
public final class ClaimedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** Not serialized: the message says the same. */
    private final transient @Nullable LockOwner claimant;

    /**
     * Says who has the claim.
     *
     * @param id the id of the journal's entry
     * @param claimant who works on it, or null if that is not known
     */
    public ClaimedException(String id, @Nullable LockOwner claimant) {
        super(id + " is being worked on by " + (claimant == null ? "somebody else" : claimant)
                + "; wait until that is done, then call again");
        this.claimant = claimant;
    }

    /** {@return who works on it, if that is known} */
    public Optional<LockOwner> claimant() {
        return Optional.ofNullable(claimant);
    }
}
