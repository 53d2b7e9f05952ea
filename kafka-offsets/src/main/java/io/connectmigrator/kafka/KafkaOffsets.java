package io.connectmigrator.kafka;

import io.connectmigrator.kafka.internal.client.KafkaClusters;
import io.connectmigrator.kafka.internal.topic.TopicSampler;
import io.connectmigrator.kafka.internal.worker.ConfigTopic;
import io.connectmigrator.kafka.internal.worker.ConnectorKinds;
import io.connectmigrator.kafka.internal.worker.OffsetStore;
import io.connectmigrator.kafka.internal.worker.SinkOffsetStores;
import io.connectmigrator.kafka.internal.worker.SourceOffsetStores;
import io.connectmigrator.kafka.internal.worker.TaskStatuses;
import io.connectmigrator.kafka.internal.worker.WorkerConfig;
import io.connectmigrator.offset.AlterResult;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransport;
import io.connectmigrator.offset.OffsetTransportException;
import io.connectmigrator.topic.ClusterTopics;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The offsets of the connectors of one Connect cluster in Kafka: those of sources in the offset topic of the cluster, or in one of
 * their own (KIP-618), those of sinks in their consumer groups. Needs no running worker, works with workers of any version, and reads
 * and writes offsets byte for byte, which REST cannot do for every connector.
 *
 * <p>Pass it to a {@code ConnectClient}, which knows the kind of a connector and stops it before its offsets are changed. If it is
 * called directly with only the name of a connector, it decides by the stored offsets whether this is a source or a sink; and the next
 * commit of a running task overwrites what was written here.
 *
 * <p>The first call reads the offset topic from its beginning, once for all connectors that were {@linkplain #prefetch prefetched}
 * before; later calls read only new records. The offsets of these connectors are kept in memory, and nothing else of the topic.
 *
 * <p>Brokers that are down for a moment, even restarted, are waited for. When they do not answer within the
 * {@linkplain KafkaOffsetsBuilder#timeout timeout}, an {@link OffsetTransportException} says what was tried, what the state is now
 * and what to do. No method creates a topic, except the offset topic of a single connector when it is first written. Connects on
 * first use, keeps its connections until it is closed, and cannot be used afterwards.
 *
 * <p>Thread-safe.
 */
public final class KafkaOffsets implements OffsetTransport, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(KafkaOffsets.class);

    private final WorkerConfig workers;
    private final KafkaClusters clusters;
    private final SourceOffsetStores sources;
    private final SinkOffsetStores sinks;
    private final @Nullable ConfigTopic configs;
    private final ConnectorKinds kinds;
    private final @Nullable TaskStatuses statuses;

    KafkaOffsets(WorkerConfig workers) {
        this.workers = workers;
        this.clusters = new KafkaClusters(workers.timeout());
        this.sources = new SourceOffsetStores(workers, clusters);
        this.sinks = new SinkOffsetStores(workers, clusters);
        String configTopic = workers.configTopic();
        this.configs = configTopic == null ? null : new ConfigTopic(clusters.of(workers.clients()), configTopic);
        this.kinds = new ConnectorKinds(sources, sinks, configs);
        String statusTopic = workers.statusTopic();
        this.statuses = statusTopic == null ? null : new TaskStatuses(clusters.of(workers.clients()), statusTopic);
    }

    /**
     * Returns a builder for the Kafka cluster in which the Connect cluster has its internal topics.
     *
     * @param bootstrapServers host and port of one or more of its brokers, separated by commas, as {@code bootstrap.servers}
     *     of the workers
     * @return a builder
     * @throws IllegalArgumentException if they are anything else
     */
    public static KafkaOffsetsBuilder builder(String bootstrapServers) {
        return new KafkaOffsetsBuilder(bootstrapServers);
    }

    /**
     * Lists the offsets of a connector. Of a source, the snapshot has everything that was committed when the call began; if a
     * transaction is open in the topic then, waits for its end. The snapshot has the bytes of every record, and findings about
     * irregular ones.
     *
     * @param connector the connector
     * @return all its offsets
     * @throws OffsetTransportException if they cannot be read, or one of its records holds anything but an offset
     */
    @Override
    public OffsetSnapshot listOffsets(OffsetOwner connector) {
        return storeOf(connector, OffsetSnapshot.empty()).list();
    }

    /**
     * {@inheritDoc}
     *
     * @throws OffsetTransportException if they cannot be read
     */
    @Override
    public OffsetSnapshot peekOffsets(OffsetOwner connector) {
        return storeOf(connector, OffsetSnapshot.empty()).peek();
    }

    /**
     * Writes offsets of a connector that is stopped or does not exist, and reads them back. Offsets that were read from a topic
     * are written with the same bytes and this connector's name in the key; others with the key that is in use for their
     * partition, or as a worker would write them. {@linkplain OffsetSnapshot#unlisted() Unlisted} records are written too. Other
     * partitions stay unchanged. The call can be repeated.
     *
     * @param connector the connector
     * @param offsets the offsets to write, none of them null
     * @return always {@link AlterResult#FRAMEWORK_ONLY}
     * @throws IllegalArgumentException if there is a null offset among them; nothing has been written
     * @throws OffsetTransportException if not all was written; the message says how much was, and the call can be repeated
     */
    @Override
    public AlterResult alterOffsets(OffsetOwner connector, OffsetSnapshot offsets) {
        offsets.requireNoNullOffsets();
        if (!offsets.isEmpty()) {
            storeOf(connector, offsets).alter(offsets);
        }
        return AlterResult.FRAMEWORK_ONLY;
    }

    /**
     * Deletes all offsets of a connector that is stopped or does not exist, with every form of their keys, and reads back that none
     * is left. Of a sink, it deletes the commits in the topics that the sink reads, since other sinks may be in the group; of a sink
     * of which only the name is known, the group {@code connect-} and its name. A second call changes nothing.
     *
     * @param connector the connector
     * @return always {@link AlterResult#FRAMEWORK_ONLY}
     * @throws OffsetTransportException if not all was deleted; the message says how much was, and the call can be repeated
     */
    @Override
    public AlterResult resetOffsets(OffsetOwner connector) {
        storeOf(connector, OffsetSnapshot.empty()).reset();
        return AlterResult.FRAMEWORK_ONLY;
    }

    /** {@inheritDoc} */
    @Override
    public void prefetch(Collection<OffsetOwner> connectors) {
        for (OffsetOwner connector : connectors) {
            if (connector.kind() != OffsetOwner.Kind.SINK) {
                try {
                    sources.of(connector).prefetch();
                } catch (OffsetTransportException e) {
                    log.debug("connector {} is not prefetched: its offsets cannot be located", connector, e);
                }
            }
        }
    }

    /**
     * Fences the tasks of a source, if the workers have exactly-once support: from then on their writes fail. Of a sink it returns
     * which members of its consumer group may still have partitions of its topics. Tasks of other sources cannot be fenced.
     *
     * @param connector the connector, which is stopped
     * @return a description of what may still commit, empty if nothing can
     * @throws OffsetTransportException if the brokers do not answer, or some tasks cannot be fenced
     */
    @Override
    public Optional<String> fence(OffsetOwner connector) {
        return storeOf(connector, OffsetSnapshot.empty())
                .fence()
                .or(() -> statuses == null ? Optional.empty() : statuses.unfinished(connector));
    }

    /**
     * {@inheritDoc} It knows if the builder was given the config topic.
     *
     * @throws OffsetTransportException if the brokers do not answer
     */
    @Override
    public Optional<String> wantedState(OffsetOwner connector) {
        return configs == null ? Optional.empty() : configs.wantedState(connector);
    }

    /** {@return whether the builder was given the status topic, or the connector is a source whose tasks can be fenced} */
    @Override
    public boolean seesTasksEnd(OffsetOwner connector) {
        return statuses != null || (workers.exactlyOnce() && connector.kind() == OffsetOwner.Kind.SOURCE);
    }

    /**
     * {@inheritDoc}
     *
     * @throws OffsetTransportException if the brokers do not answer
     */
    @Override
    public Optional<String> location(OffsetOwner connector) {
        return storeOf(connector, OffsetSnapshot.empty()).location();
    }

    /**
     * {@inheritDoc}
     *
     * @throws OffsetTransportException if the brokers do not answer
     */
    @Override
    public Optional<String> kafkaClusterIdOf(OffsetOwner connector) {
        return storeOf(connector, OffsetSnapshot.empty()).kafkaClusterId();
    }

    /**
     * {@return the offset topic and, if it is known, the group id of the workers, each with the id of its Kafka cluster: no two
     * Connect clusters share either}
     *
     * @throws OffsetTransportException if the brokers do not answer
     */
    @Override
    public Set<String> clusterIdentity() {
        Set<String> identities = new LinkedHashSet<>();
        kafkaClusterId().ifPresent(id -> {
            identities.add("offset topic " + workers.offsetTopic() + " on Kafka cluster " + id);
            if (workers.groupId() != null) {
                identities.add("group " + workers.groupId() + " on Kafka cluster " + id);
            }
        });
        return identities;
    }

    /**
     * {@return the id of the Kafka cluster in which the Connect cluster has its internal topics; requested once}
     *
     * @throws OffsetTransportException if the brokers do not answer
     */
    @Override
    public Optional<String> kafkaClusterId() {
        return clusters.of(workers.clients()).id();
    }

    /** {@return the topics of the Kafka cluster of the workers; closed with this} */
    @Override
    public Optional<ClusterTopics> topics() {
        return Optional.of(new KafkaTopics(clusters.of(TopicSampler.settings(workers.clients())), null, null));
    }

    /** {@return those of the topics of the workers that the builder was given} */
    @Override
    public Set<String> workerTopics() {
        return Stream.of(workers.offsetTopic(), workers.configTopic(), workers.statusTopic())
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toUnmodifiableSet());
    }

    private OffsetStore storeOf(OffsetOwner connector, OffsetSnapshot toWrite) {
        OffsetOwner owner = kinds.resolve(connector, toWrite);
        return owner.kind() == OffsetOwner.Kind.SINK ? sinks.of(owner) : sources.of(owner);
    }

    /** Closes all connections. Calls in other threads fail. A second call does nothing. */
    @Override
    public void close() {
        clusters.close();
    }

    /** {@return the topic with the offsets of a source, or the consumer group of a sink} */
    @Override
    public String describe(OffsetOwner connector) {
        return storeOf(connector, OffsetSnapshot.empty()).name();
    }

    /** {@return the offset topic, as reports name this transport} */
    @Override
    public String toString() {
        return "topic " + workers.offsetTopic();
    }
}
