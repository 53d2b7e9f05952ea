package io.connectmigrator.kafka.internal.journal;

import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.journal.VersionedEntry;
import io.connectmigrator.kafka.internal.client.AdminFutures;
import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.kafka.internal.client.KafkaFailures;
import io.connectmigrator.kafka.internal.client.StallDiagnosis;
import io.connectmigrator.kafka.internal.client.StalledException;
import io.connectmigrator.kafka.internal.client.TopicQueries;
import io.connectmigrator.offset.OffsetTransportException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.TopicConfig;

/** The compacted topic of a journal. It is read from its beginning once, and then only as far as it has grown. Thread-safe. */
public final class JournalTopic implements JournalLog {

    /** The size as it is sent, compressed: an entry of tens of thousands of partitions fits. */
    static final int LARGEST_RECORD = 64 * 1024 * 1024;

    private static final Set<AclOperation> RIGHTS =
            Set.of(AclOperation.DESCRIBE_CONFIGS, AclOperation.READ, AclOperation.WRITE);

    private final KafkaCluster cluster;
    private final Duration transactionTimeout;
    private final TopicPartition partition;
    private final TopicQueries queries;
    private final ReentrantLock lock = new ReentrantLock();
    private final JournalView view = new JournalView();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private Uuid topicId = Uuid.ZERO_UUID;

    /** Takes how long a transaction may stay open, and delay readers, after its writer has died. */
    public JournalTopic(KafkaCluster cluster, String topic, Duration transactionTimeout) {
        this.cluster = cluster;
        this.transactionTimeout = transactionTimeout;
        this.partition = new TopicPartition(topic, 0);
        this.queries = new TopicQueries(cluster, topic);
    }

    @Override
    public String name() {
        return partition.topic();
    }

    @Override
    public void prepare() {
        String tried = "preparing " + this;
        if (queries.describe(tried).isEmpty()) {
            queries.create(tried, 1, Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(LARGEST_RECORD)));
        }
        queries.requireRights(tried, RIGHTS);
        String policy = queries.cleanupPolicy(tried);
        if (!policy.equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            throw unfit(
                    tried,
                    "its cleanup.policy is " + policy + ", and old entries would be deleted",
                    "Set cleanup.policy=compact, or name a topic that does not exist yet: it will be created");
        }
    }

    /** {@return an entry; it says what was saved before this call by any process} */
    public Optional<VersionedEntry> load(String id) {
        String tried = "reading the entry " + id + " of " + this;
        return JournalFailures.translating(name(), () -> read(tried, view -> view.entry(id)));
    }

    /** {@return the entries of migrations that have not ended, as they were saved before this call by any process} */
    public List<JournalEntry> open() {
        return JournalFailures.translating(name(), () -> read("reading " + this, JournalView::open));
    }

    @Override
    public JournalLog.Writer writer(String transactionalId) {
        return new JournalWriter(cluster, transactionalId, transactionTimeout);
    }

    @Override
    public void fence(String tried, List<String> transactionalIds) {
        AdminFutures.await(
                tried,
                "it is not claimed",
                cluster.admin().fenceProducers(transactionalIds).all());
    }

    @Override
    public <T> T read(String tried, Function<JournalView, T> function) {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            throw KafkaFailures.of(tried, e);
        }
        try {
            queries.describe(tried).ifPresentOrElse(found -> readOn(tried, found), () -> restart(Uuid.ZERO_UUID));
            return function.apply(view);
        } catch (StalledException e) {
            throw new StallDiagnosis(cluster, queries).explain(tried, e);
        } finally {
            lock.unlock();
        }
    }

    private void readOn(String tried, TopicDescription description) {
        if (description.partitions().size() != 1) {
            throw unfit(
                    tried,
                    "it has " + description.partitions().size() + " partitions, and a journal needs the order of one",
                    "Name another topic; one that does not exist yet will be created");
        }
        // The end is asked for first: what is committed later is read next time.
        Map<TopicPartition, Long> ends = queries.ends(tried, List.of(partition), IsolationLevel.READ_UNCOMMITTED);
        if (!description.topicId().equals(topicId) || isTruncated(ends)) {
            restart(description.topicId());
        }
        cluster.reader().read(tried, positions, ends, record -> JournalRecords.read(record, view));
    }

    private boolean isTruncated(Map<TopicPartition, Long> ends) {
        return positions.getOrDefault(partition, 0L) > ends.getOrDefault(partition, 0L);
    }

    private void restart(Uuid newTopicId) {
        view.clear();
        positions.clear();
        topicId = newTopicId;
    }

    private static OffsetTransportException unfit(String tried, String why, String remedy) {
        return new OffsetTransportException(tried + " failed: " + why + "; nothing was written", remedy, null);
    }

    /** {@return the topic and its brokers, as messages name them} */
    @Override
    public String toString() {
        return "the journal in topic " + name() + " at " + cluster;
    }
}
