package io.connectmigrator.kafka.internal.journal;

import io.connectmigrator.journal.JournalEntry;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a journal's topic says, as far as it has been read. */
public final class JournalView {

    private final Map<String, JournalEntry> entries = new HashMap<>();

    /** By session, in the order of the log. */
    private final Map<String, LeaseRecord> claims = new LinkedHashMap<>();

    private final Map<String, Long> heartbeats = new HashMap<>();

    void clear() {
        entries.clear();
        claims.clear();
        heartbeats.clear();
    }

    public void entry(JournalEntry entry) {
        entries.put(entry.id(), entry);
    }

    void claim(LeaseRecord claim) {
        claims.putIfAbsent(claim.session(), claim);
    }

    void released(String session) {
        claims.remove(session);
        heartbeats.remove(session);
    }

    void heartbeat(String session, long offset) {
        heartbeats.put(session, offset);
    }

    public Optional<JournalEntry> entry(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    public List<JournalEntry> open() {
        return entries.values().stream().filter(JournalEntry::open).toList();
    }

    /** {@return the claims to any of these entries, the first in the log first} */
    List<LeaseRecord> claimsTo(Set<String> ids) {
        return claims.values().stream().filter(claim -> claim.concerns(ids)).toList();
    }

    boolean has(LeaseRecord claim) {
        return claims.containsKey(claim.session());
    }

    /** {@return the claim that has taken over from the session} */
    Optional<LeaseRecord> successor(String session) {
        return claims.values().stream()
                .filter(claim -> claim.takesOver().contains(session))
                .findFirst();
    }

    /** {@return where in the log the owner of the session was last heard of, 0 if it was not since it made its claim} */
    long lastHeartbeat(String session) {
        return heartbeats.getOrDefault(session, 0L);
    }
}
