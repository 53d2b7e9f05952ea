package io.connectmigrator.kafka.internal.journal;

import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.journal.LockOwner;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * The record of a lease in a journal's topic. Of two leases on the same entry the first in the log counts, unless the other
 * takes it over.
 *
 * @param session the unique id of the lease
 * @param owner the call that made it
 * @param transactionalId the transactional id with which its owner writes
 * @param ids the entries that are claimed
 * @param takesOver the sessions of expired leases, which end with this one
 */
record LeaseRecord(String session, LockOwner owner, String transactionalId, Set<String> ids, Set<String> takesOver) {

    LeaseRecord {
        ids = Set.copyOf(ids);
        takesOver = Set.copyOf(takesOver);
    }

    boolean concerns(Set<String> others) {
        return ids.stream().anyMatch(others::contains);
    }

    /** {@return what to throw when entries are wanted that this lease has} */
    ClaimedException conflict(Set<String> wanted) {
        Set<String> both = new HashSet<>(wanted);
        both.retainAll(ids);
        return new ClaimedException(Collections.min(both.isEmpty() ? wanted : both), owner);
    }
}
