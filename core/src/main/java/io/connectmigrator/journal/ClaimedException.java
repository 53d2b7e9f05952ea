package io.connectmigrator.journal;

import io.connectmigrator.error.ConnectMigratorException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Another call of the same migrator, or another process with the same journal, is working on a connector. The call that throws
 * this has changed nothing since the other one began. Wait until the other call has ended, then call again.
 */
public final class ClaimedException extends ConnectMigratorException {

    private static final long serialVersionUID = 1L;

    /** Not serialized, since the message names it. */
    private final transient @Nullable LockOwner owner;

    /**
     * Makes an exception that names the owner of the claim.
     *
     * @param id the id of the journal's entry
     * @param owner the owner, or null if it is not known
     */
    public ClaimedException(String id, @Nullable LockOwner owner) {
        super(
                (owner == null ? "another call" : owner) + " is working on " + id
                        + "; wait until it has ended, then call again",
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
