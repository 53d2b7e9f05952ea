package io.connectmigrator.journal;

import io.connectmigrator.error.ConnectMigratorException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connector is being worked on by another call of the same migrator, or by another process with the same journal. The call that
 * gets this has changed nothing since the other began. Wait until the other is done, then call again.
 */
public final class ClaimedException extends ConnectMigratorException {

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
        super(
                id + " is being worked on by " + (owner == null ? "another call" : owner)
                        + "; wait until that is done, then call again",
                null);
        this.owner = owner;
    }

    /** {@return that the other is to be waited for} */
    @Override
    public String remedy() {
        return "Wait until that is done, then call again";
    }

    /** {@return the owner, if it is known} */
    public Optional<LockOwner> owner() {
        return Optional.ofNullable(owner);
    }
}
