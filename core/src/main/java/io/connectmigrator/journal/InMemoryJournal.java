package io.connectmigrator.journal;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A journal in memory. */
final class InMemoryJournal implements Journal {

    private final Map<String, VersionedEntry> entries = new ConcurrentHashMap<>();
    private final AtomicLong lastVersion = new AtomicLong();
    private final LocalClaims claims = new LocalClaims();

    @Override
    public Optional<VersionedEntry> load(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    @Override
    public Optional<String> save(JournalEntry entry, @Nullable String expectedVersion) {
        VersionedEntry next = new VersionedEntry(entry, String.valueOf(lastVersion.incrementAndGet()));
        VersionedEntry stored = entries.compute(
                entry.id(), (id, current) -> Objects.equals(versionOf(current), expectedVersion) ? next : current);
        return Optional.of(next.version()).filter(version -> version.equals(versionOf(stored)));
    }

    private static @Nullable String versionOf(@Nullable VersionedEntry entry) {
        return entry == null ? null : entry.version();
    }

    @Override
    public List<JournalEntry> open() {
        return entries.values().stream()
                .map(VersionedEntry::entry)
                .filter(JournalEntry::open)
                .toList();
    }

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public Claim claim(Set<String> ids, LockOwner owner) {
        return claims.claim(ids, owner);
    }
}
