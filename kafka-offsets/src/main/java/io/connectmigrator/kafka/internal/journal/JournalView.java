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
    private final Map<String, JournalClaim> claims = new LinkedHashMap<>();

    private final Map<String, Long> beats = new HashMap<>();

    void clear() {
        entries.clear();
        claims.clear();
        beats.clear();
    }

    public void entry(JournalEntry entry) {
        entries.put(entry.id(), entry);
    }

    void claim(JournalClaim claim) {
        claims.putIfAbsent(claim.session(), claim);
    }

    void givenBack(String session) {
        claims.remove(session);
        beats.remove(session);
    }

    void beat(String session, long offset) {
        beats.put(session, offset);
    }

    public Optional<JournalEntry> entry(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    public List<JournalEntry> open() {
        return entries.values().stream().filter(JournalEntry::open).toList();
    }

    /** {@return the claims to any of these entries, the first in the log first} */
    List<JournalClaim> claimsTo(Set<String> ids) {
        return claims.values().stream().filter(claim -> claim.concerns(ids)).toList();
    }

    boolean has(JournalClaim claim) {
        return claims.containsKey(claim.session());
    }

    /** {@return the claim that has taken over from the session} */
    Optional<JournalClaim> successor(String session) {
        return claims.values().stream()
                .filter(claim -> claim.takesOver().contains(session))
                .findFirst();
    }

    /** {@return where in the log the owner of the session was last heard of, 0 if it was not since it made its claim} */
    long lastBeat(String session) {
        return beats.getOrDefault(session, 0L);
    }
}
