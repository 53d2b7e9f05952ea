package io.connectmigrator.kafka.internal.client;

import io.connectmigrator.offset.OffsetTransportException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Queries about one topic, and its creation. */
public final class TopicQueries {

    private static final int PARTITIONS = 25;
    private static final String UNLIMITED = "-1";
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final KafkaCluster cluster;
    private final String topic;

    public TopicQueries(KafkaCluster cluster, String topic) {
        this.cluster = cluster;
        this.topic = topic;
    }

    /** {@return the topic, if it exists} */
    public Optional<TopicDescription> describe(String tried) {
        try {
            return Optional.ofNullable(AdminFutures.await(
                            tried, cluster.admin().describeTopics(Set.of(topic)).allTopicNames())
                    .get(topic));
        } catch (OffsetTransportException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** {@return the end of each partition: of its log, or the last stable offset if uncommitted records are not to be read} */
    public Map<TopicPartition, Long> ends(
            String tried, Collection<TopicPartition> partitions, IsolationLevel isolation) {
        return new LogOffsets(cluster).ends(tried, partitions, isolation);
    }

    /** {@return the offset of the first record of each partition; its end if it has none} */
    public Map<TopicPartition, Long> starts(String tried, Collection<TopicPartition> partitions) {
        return new LogOffsets(cluster).starts(tried, partitions);
    }

    /** {@return the exception for a missing topic, which names topics with a similar name} */
    public OffsetTransportException missing(String tried) {
        Samples similar = new Samples();
        AdminFutures.await(tried, cluster.admin().listTopics().names()).stream()
                .filter(name -> name.contains("offset"))
                .sorted()
                .forEach(similar::add);
        return new OffsetTransportException(
                tried + " failed: the topic does not exist; nothing was read or written",
                "Check offset.storage.topic of the workers" + (similar.isEmpty() ? "" : "; there are " + similar),
                null);
    }

    /** Fails if the topic does not exist, or if the client lacks one of these rights to it; the message names all missing rights. */
    public void requireRights(String tried, Set<AclOperation> wanted) {
        DescribeTopicsOptions withRights = new DescribeTopicsOptions().includeAuthorizedOperations(true);
        AdminFutures.await(
                        tried,
                        cluster.admin()
                                .describeTopics(Set.of(topic), withRights)
                                .allTopicNames())
                .values()
                .forEach(found -> requireRights(tried, wanted, found.authorizedOperations()));
    }

    private void requireRights(String tried, Set<AclOperation> wanted, @Nullable Set<AclOperation> granted) {
        Set<AclOperation> missing = new TreeSet<>(wanted);
        // Some brokers return no rights.
        missing.removeAll(granted == null ? wanted : granted);
        if (!missing.isEmpty()) {
            throw KafkaFailures.of(
                    tried,
                    "nothing was written",
                    new TopicAuthorizationException("missing: " + missing, Set.of(topic)));
        }
    }

    /** {@return the topic's {@code cleanup.policy}} */
    public String cleanupPolicy(String tried) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return AdminFutures.await(
                        tried, cluster.admin().describeConfigs(Set.of(resource)).all())
                .values()
                .iterator()
                .next()
                .get(TopicConfig.CLEANUP_POLICY_CONFIG)
                .value();
    }

    /** Creates the topic as a worker would, and returns when the brokers describe it. */
    public void create(String tried) {
        create(tried, PARTITIONS, Map.of());
    }

    /** Creates the topic with compaction, and returns when the brokers describe it. */
    public void create(String tried, int partitions, Map<String, String> more) {
        create(tried, partitions, TopicConfig.CLEANUP_POLICY_COMPACT, more);
    }

    /** Creates the topic with one partition from which nothing is deleted, and returns when the brokers describe it. */
    public void createLog(String tried, Map<String, String> more) {
        Map<String, String> configs = new HashMap<>(more);
        configs.put(TopicConfig.RETENTION_MS_CONFIG, UNLIMITED);
        configs.put(TopicConfig.RETENTION_BYTES_CONFIG, UNLIMITED);
        create(tried, 1, TopicConfig.CLEANUP_POLICY_DELETE, configs);
    }

    private void create(String tried, int partitions, String cleanupPolicy, Map<String, String> more) {
        Map<String, String> configs = new HashMap<>(more);
        configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanupPolicy);
        NewTopic wanted = new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(configs);
        try {
            AdminFutures.await(
                    tried,
                    "nothing was written",
                    cluster.admin().createTopics(Set.of(wanted)).all());
        } catch (OffsetTransportException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
        awaitCreated(tried);
    }

    /** The controller knows the topic first, the brokers a moment later. */
    private void awaitCreated(String tried) {
        long begin = cluster.time().nanoTime();
        while (describe(tried).isEmpty()) {
            if (cluster.time().nanoTime() - begin > cluster.timeout().toNanos()) {
                throw missing(tried);
            }
            try {
                cluster.time().sleep(PAUSE);
            } catch (InterruptedException e) {
                throw KafkaFailures.of(tried, "the topic was created, and nothing was written", e);
            }
        }
    }
}
