package io.connectmigrator.kafka;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.kafka.internal.group.Groups;
import io.connectmigrator.kafka.internal.topic.AccessLists;
import io.connectmigrator.kafka.internal.topic.LogSizes;
import io.connectmigrator.kafka.internal.topic.TopicFacts;
import io.connectmigrator.kafka.internal.topic.TopicSampler;
import io.connectmigrator.kafka.internal.topic.TransactionalTopics;
import io.connectmigrator.offset.OffsetTransportException;
import io.connectmigrator.topic.AccessRules;
import io.connectmigrator.topic.ClusterTopics;
import io.connectmigrator.topic.GroupDescription;
import io.connectmigrator.topic.OffsetRange;
import io.connectmigrator.topic.RecordPrefix;
import io.connectmigrator.topic.TopicDescription;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The topics of one Kafka cluster. Changes nothing, creates no topic and joins no consumer group; it needs the rights to describe and read
 * the topics, and for their configuration DESCRIBE_CONFIGS. Pass it to a {@code ConnectClient} of workers on that cluster; {@link KafkaOffsets#topics()} returns the same for a client
 * that has {@code KafkaOffsets} anyway.
 *
 * <p>Connects on first use, keeps its connections until it is closed, and cannot be used afterwards. Thread-safe.
 */
public final class KafkaTopics implements ClusterTopics, AutoCloseable {

    private final KafkaCluster cluster;
    private final TransactionalTopics transactional;
    private final TopicSampler sampler;
    private final TopicFacts facts;
    private final LogSizes sizes;
    private final AccessLists access;
    private final Groups groups;
    private final @Nullable String principalOfWorkers;
    private final @Nullable String groupOfWorkers;

    KafkaTopics(KafkaCluster cluster, @Nullable String principalOfWorkers, @Nullable String groupOfWorkers) {
        this.cluster = cluster;
        this.principalOfWorkers = principalOfWorkers;
        this.groupOfWorkers = groupOfWorkers;
        this.transactional = new TransactionalTopics(cluster);
        this.sampler = new TopicSampler(cluster);
        this.facts = new TopicFacts(cluster);
        this.sizes = new LogSizes(cluster);
        this.access = new AccessLists(cluster);
        this.groups = new Groups(cluster);
    }

    KafkaCluster cluster() {
        return cluster;
    }

    /**
     * Returns a builder for a Kafka cluster.
     *
     * @param bootstrapServers host and port of one or more of its brokers, separated by commas
     * @return a builder
     * @throws IllegalArgumentException if they are anything else
     */
    public static KafkaTopicsBuilder builder(String bootstrapServers) {
        return new KafkaTopicsBuilder(bootstrapServers);
    }

    /**
     * {@inheritDoc}
     *
     * @throws OffsetTransportException if the brokers do not answer, or the client has no right to the topic
     */
    @Override
    public List<RecordPrefix> sample(String topic, Map<Integer, Long> from, int last, int spread) {
        return sampler.sample(requireNonNull(topic, "topic"), from, last, spread);
    }

    /**
     * {@inheritDoc}
     *
     * @throws OffsetTransportException if the brokers do not answer, or the client has no right to one of the topics
     */
    @Override
    public Set<String> transactional(Set<String> topics) {
        return transactional.among(requireNonNull(topics, "topics"));
    }

    /**
     * {@inheritDoc}
     *
     * @throws OffsetTransportException if the brokers do not answer, or the client lacks DESCRIBE or DESCRIBE_CONFIGS on one of the topics
     */
    @Override
    public Map<String, TopicDescription> describe(Set<String> topics) {
        return facts.describe(requireNonNull(topics, "topics"));
    }

    /**
     * {@inheritDoc}
     *
     * @throws OffsetTransportException if the brokers do not answer, or the client lacks DESCRIBE on one of the topics
     */
    @Override
    public Map<String, List<OffsetRange>> ranges(Set<String> topics) {
        return facts.ranges(requireNonNull(topics, "topics"));
    }

    /**
     * {@inheritDoc}
     *
     * @throws OffsetTransportException if the brokers do not answer, or the client lacks DESCRIBE on one of the topics
     */
    @Override
    public Map<String, List<Long>> offsetsAt(Set<String> topics, Instant time) {
        return facts.offsetsAt(requireNonNull(topics, "topics"), requireNonNull(time, "time"));
    }

    /**
     * {@inheritDoc} Brokers leave out the offsets in topics that the client has no right to describe, and do not say so.
     *
     * @throws OffsetTransportException if the brokers do not answer, or the client lacks DESCRIBE on one of the groups
     */
    @Override
    public Map<String, GroupDescription> groups(Set<String> names) {
        return groups.describe(requireNonNull(names, "groups"));
    }

    /**
     * {@inheritDoc} Brokers leave out the topics that the client has no right to describe, and do not say so.
     *
     * @throws OffsetTransportException if the brokers do not answer
     */
    @Override
    public Optional<Set<String>> names() {
        return Optional.of(facts.names());
    }

    /**
     * {@inheritDoc}
     *
     * @throws OffsetTransportException if the brokers do not answer, or the client lacks DESCRIBE_CONFIGS on the cluster
     */
    @Override
    public Map<String, String> brokerConfig() {
        return facts.brokerConfig();
    }

    /**
     * {@inheritDoc} They are told to a client that has DESCRIBE on the cluster.
     *
     * @throws OffsetTransportException if the brokers do not answer
     */
    @Override
    public Map<String, List<Long>> logSizes(Set<String> topics) {
        return sizes.of(requireNonNull(topics, "topics"));
    }

    /**
     * {@inheritDoc} They are told to a client that has DESCRIBE on the cluster, of the {@linkplain KafkaTopicsBuilder#principalOfWorkers
     * principal} that the builder was given.
     *
     * @throws OffsetTransportException if the brokers do not answer
     */
    @Override
    public Optional<AccessRules> accessOfWorkers() {
        return Optional.ofNullable(principalOfWorkers).flatMap(access::of);
    }

    @Override
    public Optional<String> groupOfWorkers() {
        return Optional.ofNullable(groupOfWorkers);
    }

    @Override
    public boolean isReachedBy(String bootstrapServers) {
        return cluster.isReachedBy(bootstrapServers);
    }

    /** Closes all connections. A second call does nothing. */
    @Override
    public void close() {
        cluster.close();
    }

    /** {@return the brokers} */
    @Override
    public String toString() {
        return "topics at " + cluster;
    }
}
