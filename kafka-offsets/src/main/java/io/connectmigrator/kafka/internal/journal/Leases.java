package io.connectmigrator.kafka.internal.journal;

import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.journal.LockOwner;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The leases that one journal object holds on entries of its log. Thread-safe. */
public final class Leases implements AutoCloseable {

    private final JournalLog log;
    private final LeaseAcquisition acquisition;
    private final Map<String, Lease> byEntry = new ConcurrentHashMap<>();

    /** Takes the topic, and how long an owner must be silent before its lease is taken over. */
    public Leases(JournalTopic topic, Duration takeOverAfter) {
        this(topic, takeOverAfter, LeaseScheduler.system());
    }

    Leases(JournalLog log, Duration takeOverAfter, LeaseScheduler scheduler) {
        this.log = log;
        this.acquisition = new LeaseAcquisition(log, takeOverAfter, scheduler, this::remove);
    }

    /**
     * Acquires a lease on entries. If one of them is leased, waits for a heartbeat of the owner, or until it has been silent for
     * too long.
     *
     * @throws ClaimedException if another has a lease on one of them, and is alive
     * @throws JournalException if the log cannot be read or written, or is unfit; nothing is acquired
     */
    public Journal.Claim acquire(Set<String> ids, LockOwner owner) {
        for (String id : ids) {
            Lease own = byEntry.get(id);
            if (own != null) {
                own.requireLost(ids);
            }
        }
        Lease lease = JournalFailures.translating(log.name(), () -> acquisition.acquire(ids, owner));
        ids.forEach(id -> byEntry.put(id, lease));
        return lease;
    }

    /**
     * Writes an entry through its lease, if the stored one has the expected version.
     *
     * @return the version of the entry that was written; empty if another version is stored
     * @throws IllegalStateException if there is no lease on it
     */
    public Optional<String> save(JournalEntry entry, @Nullable String expectedVersion) {
        Lease lease = byEntry.get(entry.id());
        if (lease == null) {
            throw new IllegalStateException(entry.id() + " has not been claimed, so it cannot be written to " + log);
        }
        return lease.save(entry, expectedVersion);
    }

    private void remove(Lease lease) {
        lease.ids().forEach(id -> byEntry.remove(id, lease));
    }

    /** Releases all leases. A second call does nothing. */
    @Override
    public void close() {
        new HashSet<>(byEntry.values()).forEach(Lease::close);
    }
}
