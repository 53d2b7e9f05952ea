package io.connectmigrator.kafka;

import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.journal.VersionedEntry;
import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.kafka.internal.journal.JournalTopic;
import io.connectmigrator.kafka.internal.journal.Leases;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A journal in a compacted topic, for migrators that share no disk. The topic is created by the first claim, with one partition
 * and the brokers' default replication factor. All entries of the topic are kept in memory.
 *
 * <p>A service may keep records of its own in the same topic if their keys contain a colon, such as {@code connector:orders}: no
 * {@linkplain JournalEntry id of an entry} does, and the journal ignores them. A consumer with {@code isolation.level=read_committed}
 * stops before the first transaction that is open, and the journal may have one open at any time: a service that reads back what
 * it has committed asks for the end of the topic with {@code IsolationLevel.READ_UNCOMMITTED}, and reads on until it is there.
 *
 * <p>An entry is written in a transaction, by the producer of its claim: when {@link #save} returns, every in-sync replica has
 * it, and every user of this class reads it. Without a claim nothing is written.
 *
 * <p>The topic holds one record for each entry, and two for each claim that is held. Besides, brokers keep some 140 bytes in it for
 * each transactional id until their {@code producer.id.expiration.ms}, a day by default, has passed. A journal uses as many ids as
 * it has held claims at one time, and a new journal uses new ones: build one for a process, not one for each call.
 *
 * <p>A claim is a lease. A daemon thread of each claim writes heartbeats to the topic. A process that claims the same entries waits
 * for a heartbeat, and is refused when one comes. If none comes for
 * {@linkplain KafkaJournalBuilder#takeOverAfter takeOverAfter}, it takes over: Kafka fences the producer of the former owner, so
 * that nothing which that writes later is committed, and the new owner continues from the last entry. A former owner that was only
 * disconnected or slow learns this from its next write.
 *
 * <p>An owner that has written no heartbeat for half of that time stops migrating and undoes the migration, so that the source
 * runs again before another can take over. If the undo takes longer, it waits until the brokers can be reached again, and gives up
 * only when the timeout of the step has passed.
 *
 * <p>Requires brokers of Kafka 3.0 or newer, and a principal with the rights to DESCRIBE, DESCRIBE_CONFIGS, READ and WRITE the topic,
 * to CREATE it if it does not exist, and to DESCRIBE and WRITE transactional ids that begin with the topic's name and a hyphen.
 *
 * <p>Brokers that are down for a moment, even restarted, are waited for. When they do not answer within the
 * {@linkplain KafkaJournalBuilder#timeout timeout}, a {@link JournalException} says what was tried, what the state is now and what
 * to do; the next call starts anew. Connects on first use, keeps its connections until it is closed, and cannot be used afterwards.
 * Thread-safe.
 */
public final class KafkaJournal implements Journal, AutoCloseable {

    private final KafkaCluster cluster;
    private final JournalTopic topic;
    private final Leases leases;

    KafkaJournal(KafkaCluster cluster, String topic, Duration takeOverAfter) {
        this.cluster = cluster;
        this.topic = new JournalTopic(cluster, topic, takeOverAfter);
        this.leases = new Leases(this.topic, takeOverAfter);
    }

    /**
     * Returns a builder for the Kafka cluster in which the topic is, or is to be created.
     *
     * @param bootstrapServers host and port of one or more of its brokers, separated by commas
     * @return a builder
     * @throws IllegalArgumentException if they are anything else
     */
    public static KafkaJournalBuilder builder(String bootstrapServers) {
        return new KafkaJournalBuilder(bootstrapServers);
    }

    /**
     * Reads an entry as it was saved before this call by any process.
     *
     * @throws JournalException if the topic cannot be read
     */
    @Override
    public Optional<VersionedEntry> load(String id) {
        return topic.load(id);
    }

    /**
     * Reads the entries of migrations that have not ended, as they were saved before this call by any process.
     *
     * @throws JournalException if the topic cannot be read
     */
    @Override
    public List<JournalEntry> open() {
        return topic.open();
    }

    /**
     * Writes an entry that this object has claimed. Its version is the offset of its record.
     *
     * @throws IllegalStateException if it has not been claimed, or no longer is
     * @throws ClaimedException if another has taken over; nothing was written
     * @throws JournalException if it cannot be written; the message says whether it may have been nonetheless
     */
    @Override
    public Optional<String> save(JournalEntry entry, @Nullable String expectedVersion) {
        return leases.save(entry, expectedVersion);
    }

    /**
     * Keeps others from writing entries, in this process and in others. If one of them is claimed, waits for a heartbeat of its
     * owner, or until none has come for {@linkplain KafkaJournalBuilder#takeOverAfter takeOverAfter}. The claims of a process end
     * with it.
     *
     * @throws ClaimedException if another has claimed one of them, and is alive
     * @throws JournalException if the topic cannot be read or written, or is unfit; nothing is claimed
     */
    @Override
    public Claim claim(Set<String> ids, LockOwner owner) {
        return ids.isEmpty() ? () -> {} : leases.acquire(ids, owner);
    }

    /** Releases all claims and closes the connections. A second call does nothing. */
    @Override
    public void close() {
        leases.close();
        cluster.close();
    }

    /** {@return the topic and its brokers} */
    @Override
    public String toString() {
        return topic.toString();
    }
}
