package io.connectmigrator.journal;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** The claims on the entries of one journal within this process. Thread-safe. */
final class LocalClaims {

    private final Map<String, LockOwner> claims = new HashMap<>();

    /**
     * Claims all of them or none.
     *
     * @throws ClaimedException if one of them has been claimed
     */
    synchronized Journal.Claim claim(Set<String> ids, LockOwner owner) {
        for (String id : ids) {
            LockOwner other = claims.get(id);
            if (other != null) {
                throw new ClaimedException(id, other);
            }
        }
        ids.forEach(id -> claims.put(id, owner));
        AtomicBoolean held = new AtomicBoolean(true);
        return () -> {
            if (held.getAndSet(false)) {
                release(ids);
            }
        };
    }

    private synchronized void release(Set<String> ids) {
        claims.keySet().removeAll(ids);
    }
}
