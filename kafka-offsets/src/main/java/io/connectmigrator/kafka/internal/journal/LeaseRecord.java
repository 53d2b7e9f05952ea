package io.connectmigrator.kafka.internal.journal;

import io.connectmigrator.journal.LockOwner;
import java.util.Set;

/**
 * A claim as it stands in a journal's topic. Of two claims to the same entry the first in the log counts, unless the other
 * takes over from it.
 *
 * @param session names it; every claim has another one
 * @param owner the call that made it
 * @param transactionalId with what its owner writes
 * @param ids the entries that are claimed
 * @param takesOver the sessions of dead owners, whose claims end with this one
 */
public record LeaseRecord(
        String session, LockOwner owner, String transactionalId, Set<String> ids, Set<String> takesOver) {

    public LeaseRecord {
        ids = Set.copyOf(ids);
        takesOver = Set.copyOf(takesOver);
    }

    boolean concerns(Set<String> others) {
        return ids.stream().anyMatch(others::contains);
    }
}
