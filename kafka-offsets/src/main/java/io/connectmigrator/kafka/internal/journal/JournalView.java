package io.connectmigrator.kafka.internal.journal;

import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.journal.VersionedEntry;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The entries and leases of a journal, as far as its topic has been read. */
final class JournalView {

    /** The version of an entry is the offset of its record. */
    private final Map<String, VersionedEntry> entries = new HashMap<>();

    /** By session, in the order of the log. */
    private final Map<String, LeaseRecord> leases = new LinkedHashMap<>();

    private final Map<String, Long> heartbeats = new HashMap<>();

    void clear() {
        entries.clear();
        leases.clear();
        heartbeats.clear();
    }

    void entry(JournalEntry entry, long offset) {
        entries.put(entry.id(), new VersionedEntry(entry, String.valueOf(offset)));
    }

    void lease(LeaseRecord lease) {
        leases.putIfAbsent(lease.session(), lease);
    }

    void released(String session) {
        leases.remove(session);
        heartbeats.remove(session);
    }

    void heartbeat(String session, long offset) {
        heartbeats.put(session, offset);
    }

    Optional<VersionedEntry> entry(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    /** {@return the version of an entry; empty if there is none} */
    Optional<String> version(String id) {
        return entry(id).map(VersionedEntry::version);
    }

    List<JournalEntry> open() {
        return entries.values().stream()
                .map(VersionedEntry::entry)
                .filter(JournalEntry::open)
                .toList();
    }

    /** {@return the leases on any of these entries, in the order of the log} */
    List<LeaseRecord> leasesOn(Set<String> ids) {
        return leases.values().stream().filter(lease -> lease.concerns(ids)).toList();
    }

    boolean has(LeaseRecord lease) {
        return leases.containsKey(lease.session());
    }

    /** {@return the lease that has taken over from the session} */
    Optional<LeaseRecord> successor(String session) {
        return leases.values().stream()
                .filter(lease -> lease.takesOver().contains(session))
                .findFirst();
    }

    /** {@return the offset in the log of the last heartbeat of the session, or 0} */
    long lastHeartbeat(String session) {
        return heartbeats.getOrDefault(session, 0L);
    }
}
