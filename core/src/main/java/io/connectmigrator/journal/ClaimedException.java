package io.connectmigrator.journal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connector is being worked on by another call of the same migrator, or by another process with the same journal. The call that
 * gets this has changed nothing since the other began. Wait until the other is done, then call again.
 */
public final class ClaimedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** Not serialized: the message says the same. */
    private final transient @Nullable LockOwner owner;

    /**
     * Names the owner of the claim.
     *
     * @param id the id of the journal's entry
     * @param owner the owner, or null if it is not known
     */
    public ClaimedException(String id, @Nullable LockOwner owner) {
        super(id + " is being worked on by " + (owner == null ? "another call" : owner)
                + "; wait until that is done, then call again");
        this.owner = owner;
    }

    /** {@return the owner, if it is known} */
    public Optional<LockOwner> owner() {
        return Optional.ofNullable(owner);
    }
}
