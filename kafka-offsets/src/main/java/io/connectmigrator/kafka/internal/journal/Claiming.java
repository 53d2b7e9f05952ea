package io.connectmigrator.kafka.internal.journal;

import io.connectmigrator.kafka.internal.client.Answers;
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
 * Claims entries in a journal's topic. The claim is written first; a claim that finds another one before it in the log gives way.
 * Owners of which nothing is heard are shut out by Kafka itself, after the claim that says so and before it counts.
 */
public final class Claiming {

    private final JournalTopic topic;
    private final JournalRecords records;
    private final Duration takeOverAfter;
    private final Consumer<HeldClaim> onClose;
    private final OwnerWatch watch;

    public Claiming(JournalTopic topic, Duration takeOverAfter, Consumer<HeldClaim> onClose) {
        this.topic = topic;
        this.records = new JournalRecords(topic.name());
        this.takeOverAfter = takeOverAfter;
        this.onClose = onClose;
        this.watch = new OwnerWatch(topic, takeOverAfter);
    }

    public HeldClaim claim(Set<String> ids, LockOwner owner) {
        String tried = "claiming " + String.join(", ", new TreeSet<>(ids)) + " in " + topic;
        topic.prepare();
        List<JournalClaim> dead = watch.requireSilent(tried, ids);
        String session = UUID.randomUUID().toString();
        JournalClaim claim = new JournalClaim(session, owner, topic.name() + "-" + session, ids, sessions(dead));
        HeldClaim held = write(tried, claim);
        boolean done = false;
        try {
            requireFirst(tried, claim);
            shutOut(tried, dead);
            held.forget(tried, dead);
            done = true;
            return held;
        } finally {
            if (!done) {
                held.close();
            }
        }
    }

    private HeldClaim write(String tried, JournalClaim claim) {
        JournalWriter writer = new JournalWriter(topic.cluster(), claim.transactionalId(), takeOverAfter);
        writer.open(tried);
        long begin = System.nanoTime();
        writer.write(tried, List.of(records.claim(claim), records.beat(claim.session())));
        JournalThread thread = new JournalThread(takeOverAfter);
        HeldClaim held = new HeldClaim(topic, claim, writer, begin, takeOverAfter, thread, onClose);
        thread.startBeating(held::beat);
        return held;
    }

    private void requireFirst(String tried, JournalClaim claim) {
        topic.read(tried, view -> rival(view, claim)).ifPresent(rival -> {
            throw OwnerWatch.claimed(claim.ids(), rival);
        });
    }

    /** {@return the claim that has the entries: an earlier one that is not dead, or one that has already taken over} */
    private static Optional<JournalClaim> rival(JournalView view, JournalClaim claim) {
        return view.claimsTo(claim.ids()).stream()
                .takeWhile(other -> !other.session().equals(claim.session()))
                .filter(other -> !claim.takesOver().contains(other.session()))
                .findFirst()
                .or(() -> view.successor(claim.session()));
    }

    private void shutOut(String tried, List<JournalClaim> dead) {
        if (!dead.isEmpty()) {
            Answers.await(
                    tried + ": shutting out its former owner",
                    "it is not claimed",
                    topic.cluster()
                            .admin()
                            .fenceProducers(dead.stream()
                                    .map(JournalClaim::transactionalId)
                                    .toList())
                            .all());
        }
    }

    private static Set<String> sessions(List<JournalClaim> claims) {
        return claims.stream().map(JournalClaim::session).collect(Collectors.toSet());
    }
}
