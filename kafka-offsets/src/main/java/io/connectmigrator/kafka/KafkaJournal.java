package io.connectmigrator.kafka;

import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.kafka.internal.journal.LeaseAcquisition;
import io.connectmigrator.kafka.internal.journal.Lease;
import io.connectmigrator.kafka.internal.journal.JournalFailures;
import io.connectmigrator.kafka.internal.journal.JournalTopic;
import io.connectmigrator.kafka.internal.journal.JournalView;
import io.connectmigrator.kafka.internal.journal.LivenessProbe;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A journal in a compacted topic, for migrators that share no disk. The topic is created when something is first claimed, with
 * one partition and as many replicas as the brokers make by default. Memory holds what the topic does.
 *
 * <p>A service may keep records of its own in the same topic: those whose keys have a colon, which occurs in no
 * {@linkplain JournalEntry id of an entry}, are passed over, such as {@code connector:orders}.
 *
 * <p>An entry is written in a transaction, with a producer of its claim: when {@link #save} returns, every replica in sync has
 * it, and every user of this class sees it. Without a claim nothing is written.
 *
 * <p>An owner of claimed entries writes signs of life to the topic, from a daemon thread of each claim. A process that wants the same
 * entries listens, and is turned away at the first such sign. When none comes for the time that was set as
 * {@linkplain KafkaJournalBuilder#takeOverAfter takeOverAfter}, it takes over: it makes Kafka refuse whatever the former owner
 * writes from then on, and goes on from what that has written before. So one that was only cut off, or slow, finds out when it
 * writes next.
 *
 * <p>One whose signs of life do not get through does not go on with a migration when half of that time has passed, so that there
 * is as much left to go back in: the source runs again before anybody can take over. If going back takes longer, it waits
 * until the brokers can be reached again, and stops only if they cannot within the time that the step may take.
 *
 * <p>It takes brokers of Kafka 3.0 or newer, and a principal with the rights to DESCRIBE, DESCRIBE_CONFIGS, READ and WRITE on
 * the topic, to CREATE it if it is not there, and to DESCRIBE and WRITE on transactional ids that begin with the topic's name
 * and a hyphen.
 *
 * <p>Brokers that are away for a moment, even restarted, are waited for; when nothing comes for the
 * {@linkplain KafkaJournalBuilder#timeout timeout}, a {@link JournalException} says what was tried, what is the case now and
 * what to do; a call after that starts anew. It connects when it is first used, keeps its connections until it is closed, and
 * can no longer be used then. Thread-safe.
 */
public final class KafkaJournal implements Journal, AutoCloseable {

    private final KafkaCluster cluster;
    private final JournalTopic topic;
    private final LeaseAcquisition claiming;
    private final Map<String, Lease> leases = new ConcurrentHashMap<>();

    KafkaJournal(KafkaCluster cluster, String topic, Duration takeOverAfter) {
        this.cluster = cluster;
        this.topic = new JournalTopic(cluster, topic);
        this.claiming = new LeaseAcquisition(this.topic, takeOverAfter, this::forget);
    }

    /**
     * Begins with the Kafka cluster in which the topic is, or shall be.
     *
     * @param bootstrapServers host and port of one or more of its brokers, separated by commas
     * @return a builder
     * @throws IllegalArgumentException if they are anything else
     */
    public static KafkaJournalBuilder builder(String bootstrapServers) {
        return new KafkaJournalBuilder(bootstrapServers);
    }

    /**
     * Reads an entry. It says what was saved before this call, by whomever.
     *
     * @throws JournalException if the topic cannot be read
     */
    @Override
    public Optional<JournalEntry> load(String id) {
        String tried = "reading the entry " + id + " of " + topic;
        return JournalFailures.translating(topic, () -> topic.read(tried, view -> view.entry(id)));
    }

    /**
     * Reads the entries of migrations that are not at their end. They are what was saved before this call, by whomever.
     *
     * @throws JournalException if the topic cannot be read
     */
    @Override
    public List<JournalEntry> open() {
        return JournalFailures.translating(topic, () -> topic.read("reading " + topic, JournalView::open));
    }

    /**
     * Writes an entry that this object has claimed.
     *
     * @throws IllegalStateException if it has not been claimed, or no longer is
     * @throws ClaimedException if another has taken over; nothing was written
     * @throws JournalException if it cannot be written; it says whether it may have been nonetheless
     */
    @Override
    public void save(JournalEntry entry) {
        Lease claim = leases.get(entry.id());
        if (claim == null) {
            throw new IllegalStateException(entry.id() + " has not been claimed, so it cannot be written to " + topic);
        }
        claim.save(entry);
    }

    /** Writes the entry, as {@link #save} does: no other process can have written it since it was claimed. */
    @Override
    public boolean replace(@Nullable JournalEntry before, JournalEntry entry) {
        save(entry);
        return true;
    }

    /**
     * Keeps others away from entries, in this process and in others. When one of them is claimed, this waits until
     * its owner shows a sign of life, or has shown none for the time after which it counts as dead. If this process dies, so
     * do its claims.
     *
     * @throws ClaimedException if another has claimed one of them, and is alive
     * @throws JournalException if the topic cannot be read or written, or is unfit; nothing is claimed
     */
    @Override
    public Claim claim(Set<String> ids, LockOwner owner) {
        if (ids.isEmpty()) {
            return () -> {};
        }
        requireNotHeldHere(ids);
        Lease claim = JournalFailures.translating(topic, () -> claiming.claim(ids, owner));
        ids.forEach(id -> leases.put(id, claim));
        return claim;
    }

    /** Of a claim of this object it is known that its owner is alive. */
    private void requireNotHeldHere(Set<String> ids) {
        for (String id : ids) {
            Lease own = leases.get(id);
            if (own != null && !own.isLost()) {
                throw LivenessProbe.claimed(ids, own.claim());
            }
        }
    }

    private void forget(Lease claim) {
        claim.claim().ids().forEach(id -> leases.remove(id, claim));
    }

    /** Gives back what is still claimed, and lets the connections go. A second call does nothing. */
    @Override
    public void close() {
        new HashSet<>(leases.values()).forEach(Lease::close);
        cluster.close();
    }

    /** {@return the topic, and where it is} */
    @Override
    public String toString() {
        return topic.toString();
    }
}
