package io.connectmigrator.kafka.internal.journal;

import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.kafka.internal.client.AdminFutures;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Claims entries in a journal's topic. The claim is written first; a claim that finds another one before it in the log gives way.
 * Owners of which nothing is heard are shut out by Kafka itself, after the claim that says so and before it counts.
 */
public final class LeaseAcquisition {

    private final JournalTopic topic;
    private final JournalRecords records;
    private final Duration takeOverAfter;
    private final Consumer<Lease> onClose;
    private final LivenessProbe watch;

    public LeaseAcquisition(JournalTopic topic, Duration takeOverAfter, Consumer<Lease> onClose) {
        this.topic = topic;
        this.records = new JournalRecords(topic.name());
        this.takeOverAfter = takeOverAfter;
        this.onClose = onClose;
        this.watch = new LivenessProbe(topic, takeOverAfter);
    }

    public Lease claim(Set<String> ids, LockOwner owner) {
        String tried = "claiming " + String.join(", ", new TreeSet<>(ids)) + " in " + topic;
        topic.prepare();
        List<LeaseRecord> expired = watch.requireSilent(tried, ids);
        String session = UUID.randomUUID().toString();
        LeaseRecord claim = new LeaseRecord(session, owner, topic.name() + "-" + session, ids, sessions(expired));
        Lease lease = write(tried, claim);
        boolean done = false;
        try {
            requireFirst(tried, claim);
            fence(tried, expired);
            lease.forget(tried, expired);
            done = true;
            return lease;
        } finally {
            if (!done) {
                lease.close();
            }
        }
    }

    private Lease write(String tried, LeaseRecord claim) {
        JournalWriter writer = new JournalWriter(topic.cluster(), claim.transactionalId(), takeOverAfter);
        writer.open(tried);
        long begin = System.nanoTime();
        writer.write(tried, List.of(records.claim(claim), records.heartbeat(claim.session())));
        LeaseExecutor thread = new LeaseExecutor(takeOverAfter);
        Lease lease = new Lease(topic, claim, writer, begin, takeOverAfter, thread, onClose);
        thread.startHeartbeats(lease::heartbeat);
        return lease;
    }

    private void requireFirst(String tried, LeaseRecord claim) {
        topic.read(tried, view -> rival(view, claim)).ifPresent(rival -> {
            throw LivenessProbe.claimed(claim.ids(), rival);
        });
    }

    /** {@return the claim that has the entries: an earlier one that is not dead, or one that has already taken over} */
    private static Optional<LeaseRecord> rival(JournalView view, LeaseRecord claim) {
        return view.claimsTo(claim.ids()).stream()
                .takeWhile(other -> !other.session().equals(claim.session()))
                .filter(other -> !claim.takesOver().contains(other.session()))
                .findFirst()
                .or(() -> view.successor(claim.session()));
    }

    private void fence(String tried, List<LeaseRecord> expired) {
        if (!expired.isEmpty()) {
            AdminFutures.await(
                    tried + ": shutting out its former owner",
                    "it is not claimed",
                    topic.cluster()
                            .admin()
                            .fenceProducers(expired.stream()
                                    .map(LeaseRecord::transactionalId)
                                    .toList())
                            .all());
        }
    }

    private static Set<String> sessions(List<LeaseRecord> claims) {
        return claims.stream().map(LeaseRecord::session).collect(Collectors.toSet());
    }
}
