package io.connectmigrator.kafka.internal.journal;

import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.offset.OffsetTransportException;
import java.util.Collections;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a claim still counts. Once it is lost, it stays so. Thread-safe. */
final class LeaseState {

    /** To whom it was lost, if that is known. */
    private record Loss(@Nullable LockOwner to) {}

    private final JournalTopic topic;
    private final LeaseRecord claim;
    private volatile @Nullable Loss loss;

    LeaseState(JournalTopic topic, LeaseRecord claim) {
        this.topic = topic;
        this.claim = claim;
    }

    boolean isLost() {
        return loss != null;
    }

    /** Looks at what is known in memory. */
    void requireNotLost() {
        Loss known = loss;
        if (known != null) {
            throw new ClaimedException(Collections.min(claim.ids()), known.to());
        }
    }

    /** Looks into the topic. */
    void requireNoSuccessor(String tried) {
        topic.read(tried, this::lossIn).ifPresent(found -> loss = found);
        requireNotLost();
    }

    /** Does the same, and counts the claim as lost if the topic cannot be read. */
    void findSuccessor(String tried) {
        try {
            requireNoSuccessor(tried);
        } catch (OffsetTransportException e) {
            loss = new Loss(null);
            requireNotLost();
        }
    }

    private Optional<Loss> lossIn(JournalView view) {
        return view.successor(claim.session())
                .map(successor -> new Loss(successor.owner()))
                .or(() -> view.has(claim) ? Optional.empty() : Optional.of(new Loss(newOwner(view))));
    }

    /** {@return the owner of the entries when the one that has taken over has given them back already} */
    private @Nullable LockOwner newOwner(JournalView view) {
        return view.claimsTo(claim.ids()).stream()
                .map(LeaseRecord::owner)
                .findFirst()
                .orElse(null);
    }
}
