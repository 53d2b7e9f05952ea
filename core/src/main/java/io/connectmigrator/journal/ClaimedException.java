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
    private final transient @Nullable LockOwner owner;

    /**
     * Says who has the claim.
     *
     * @param id the id of the journal's entry
     * @param owner who works on it, or null if that is not known
     */
    public ClaimedException(String id, @Nullable LockOwner owner) {
        super(id + " is being worked on by " + (owner == null ? "somebody else" : owner)
                + "; wait until that is done, then call again");
        this.owner = owner;
    }

    /** {@return who works on it, if that is known} */
    public Optional<LockOwner> owner() {
        return Optional.ofNullable(owner);
    }
}
