package io.connectmigrator.kafka.internal.journal;

import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.offset.OffsetTransportException;
import java.util.Collections;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a lease is still held. Once it is lost, it stays lost. Thread-safe. */
final class LeaseState {

    /** The loss of the lease to a new owner, if that is known. */
    private record Loss(@Nullable LockOwner to) {}

    private final JournalLog log;
    private final LeaseRecord lease;
    private volatile @Nullable Loss loss;

    LeaseState(JournalLog log, LeaseRecord lease) {
        this.log = log;
        this.lease = lease;
    }

    boolean isLost() {
        return loss != null;
    }

    /** Looks only at what is known in memory. */
    void requireNotLost() {
        Loss known = loss;
        if (known != null) {
            throw new ClaimedException(Collections.min(lease.ids()), known.to());
        }
    }

    /** Reads the log. */
    void requireNoSuccessor(String tried) {
        log.read(tried, this::lossIn).ifPresent(found -> loss = found);
        requireNotLost();
    }

    /** Reads the log, and counts the lease as lost if the log cannot be read. */
    void findSuccessor(String tried) {
        try {
            requireNoSuccessor(tried);
        } catch (OffsetTransportException e) {
            loss = new Loss(null);
            requireNotLost();
        }
    }

    private Optional<Loss> lossIn(JournalView view) {
        return view.successor(lease.session())
                .map(successor -> new Loss(successor.owner()))
                .or(() -> view.has(lease) ? Optional.empty() : Optional.of(new Loss(currentOwner(view))));
    }

    /** {@return the owner of the entries now, if the lease that has taken over has been released already} */
    private @Nullable LockOwner currentOwner(JournalView view) {
        return view.leasesOn(lease.ids()).stream()
                .map(LeaseRecord::owner)
                .findFirst()
                .orElse(null);
    }
}
