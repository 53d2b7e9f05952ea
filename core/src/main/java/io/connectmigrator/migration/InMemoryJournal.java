package io.connectmigrator.migration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** A journal that lasts as long as the object does. */
final class InMemoryJournal implements Journal {

    private final Map<String, JournalEntry> entries = new HashMap<>();
    private final Map<String, Claimant> claims = new HashMap<>();

    @Override
    public synchronized Optional<JournalEntry> load(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    @Override
    public synchronized void save(JournalEntry entry) {
        entries.put(entry.id(), entry);
    }

    @Override
    public synchronized List<JournalEntry> open() {
        return entries.values().stream().filter(JournalEntry::open).toList();
    }

    @Override
    public synchronized Claim claim(Set<String> ids, Claimant claimant) {
        for (String id : ids) {
            Claimant other = claims.get(id);
            if (other != null) {
                throw new ClaimedException(id, other);
            }
        }
        ids.forEach(id -> claims.put(id, claimant));
        AtomicBoolean held = new AtomicBoolean(true);
        return () -> {
            if (held.compareAndSet(true, false)) {
                release(ids);
            }
        };
    }

    private synchronized void release(Set<String> ids) {
        claims.keySet().removeAll(ids);
    }
}
