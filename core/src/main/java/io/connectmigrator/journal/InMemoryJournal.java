package io.connectmigrator.journal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A journal in memory. */
final class InMemoryJournal implements Journal {

    private final Map<String, JournalEntry> entries = new ConcurrentHashMap<>();
    private final LocalClaims claims = new LocalClaims();

    @Override
    public Optional<JournalEntry> load(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    @Override
    public void save(JournalEntry entry) {
        entries.put(entry.id(), entry);
    }

    @Override
    public boolean replace(@Nullable JournalEntry before, JournalEntry entry) {
        return before == null
                ? entries.putIfAbsent(entry.id(), entry) == null
                : entries.replace(entry.id(), before, entry);
    }

    @Override
    public List<JournalEntry> open() {
        return entries.values().stream().filter(JournalEntry::open).toList();
    }

    @Override
    public Claim claim(Set<String> ids, LockOwner owner) {
        return claims.claim(ids, owner);
    }
}
