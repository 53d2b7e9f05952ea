package io.connectmigrator.kafka.internal.journal;

import io.connectmigrator.journal.LockOwner;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Acquires leases on entries of a journal. The record of the lease is written first; a lease that finds an earlier one in the log is
 * released. Owners of expired leases are fenced by Kafka after the record that takes over, and before the lease counts.
 */
final class LeaseAcquisition {

    private final JournalLog log;
    private final JournalRecords records;
    private final Duration takeOverAfter;
    private final LeaseScheduler scheduler;
    private final Consumer<Lease> onClose;
    private final LivenessProbe probe;
    private final TransactionalIds transactionalIds;

    LeaseAcquisition(JournalLog log, Duration takeOverAfter, LeaseScheduler scheduler, Consumer<Lease> onClose) {
        this.log = log;
        this.records = new JournalRecords(log.name());
        this.takeOverAfter = takeOverAfter;
        this.scheduler = scheduler;
        this.onClose = onClose;
        this.transactionalIds = new TransactionalIds(log.name());
        this.probe = new LivenessProbe(log, takeOverAfter, scheduler);
    }

    Lease acquire(Set<String> ids, LockOwner owner) {
        String tried = "claiming " + String.join(", ", new TreeSet<>(ids)) + " in " + log;
        log.prepare();
        List<LeaseRecord> expired = probe.requireExpired(tried, ids);
        String session = UUID.randomUUID().toString();
        LeaseRecord record = new LeaseRecord(session, owner, transactionalIds.take(), ids, sessions(expired));
        Lease lease = write(tried, record);
        boolean done = false;
        try {
            requireFirst(tried, record);
            if (!expired.isEmpty()) {
                takeOver(tried, lease, expired);
            }
            done = true;
            return lease;
        } finally {
            if (!done) {
                lease.close();
            }
        }
    }

    private Lease write(String tried, LeaseRecord record) {
        JournalLog.Writer writer = log.writer(record.transactionalId());
        writer.open(tried);
        long begin = scheduler.time().nanoTime();
        writer.write(tried, List.of(records.lease(record), records.heartbeat(record.session())));
        Lease lease = new Lease(log, record, writer, begin, takeOverAfter, scheduler, transactionalIds, onClose);
        lease.startHeartbeats();
        return lease;
    }

    private void requireFirst(String tried, LeaseRecord record) {
        log.read(tried, view -> rival(view, record)).ifPresent(rival -> {
            throw rival.conflict(record.ids());
        });
    }

    /** {@return the lease that has the entries: an earlier one that has not expired, or one that has already taken over} */
    private static Optional<LeaseRecord> rival(JournalView view, LeaseRecord record) {
        return view.leasesOn(record.ids()).stream()
                .takeWhile(other -> !other.session().equals(record.session()))
                .filter(other -> !record.takesOver().contains(other.session()))
                .findFirst()
                .or(() -> view.successor(record.session()));
    }

    /** An owner that comes back just now may release its lease, and use the transactional id for another one. */
    private void takeOver(String tried, Lease lease, List<LeaseRecord> expired) {
        List<LeaseRecord> left =
                log.read(tried, view -> expired.stream().filter(view::has).toList());
        if (!left.isEmpty()) {
            log.fence(
                    tried + ": fencing its former owner",
                    left.stream().map(LeaseRecord::transactionalId).toList());
            lease.delete(tried, left);
        }
    }

    private static Set<String> sessions(List<LeaseRecord> leases) {
        return leases.stream().map(LeaseRecord::session).collect(Collectors.toSet());
    }
}
