package io.connectmigrator.kafka;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.kafka.internal.bridge.Bridge;
import io.connectmigrator.kafka.internal.bridge.BridgeSettings;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTranslation;
import io.connectmigrator.offset.OffsetTransportException;
import io.connectmigrator.offset.TranslatedOffset.Way;
import io.connectmigrator.offset.TranslatedSnapshot;
import io.connectmigrator.offset.TranslationFinding;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds where a consumer goes on in another Kafka cluster by comparing records: the offset behind the last copy of the record that it
 * has read last. What a mirror tells of its progress only says where the comparison begins.
 *
 * <p>The result never makes a consumer miss a record, as long as the mirror keeps the order of each partition, and after an
 * interruption goes on at or before the record after the last that it has copied. Records may lack in the copy, or be there several times.
 * Keys, values and timestamps must be equal; values of headers may be the Base64 text of the original, as Connect's
 * {@code SimpleHeaderConverter} makes it. If the copy has timestamps of its own ({@code LogAppendTime}), these are not compared.
 *
 * <p>Records that are equal in all of this cannot be told apart: where it matters which of them was read, the verdict is AT_LEAST_ONCE.
 *
 * <p>Only reads, and joins no consumer group. Needs the rights to describe and read the topics in both clusters, and MirrorMaker's topic of
 * offset syncs. The source cluster is read as the mirror reads it, the target cluster as the sink does, by
 * {@code consumer.override.isolation.level} in its config, {@code read_uncommitted} by default. The number of records to be read, without a
 * limit of the caller's, is that between the last offset sync and the end of the partition in the target cluster.
 *
 * <p>Uses the connections of two {@link KafkaTopics}, which the caller closes afterwards. Brokers that do not answer within their timeout
 * end a call with an {@link OffsetTransportException}. Thread-safe.
 */
public final class KafkaBridge implements OffsetTranslation {

    private final Bridge bridge;

    private KafkaBridge(Bridge bridge) {
        this.bridge = bridge;
    }

    static KafkaBridge of(KafkaTopics source, KafkaTopics target, BridgeSettings settings) {
        return new KafkaBridge(new Bridge(source.cluster(), target.cluster(), settings));
    }

    /**
     * Returns a builder for topics that MirrorMaker 2 mirrors, in its own processes or in Connect. Needs its
     * {@linkplain KafkaBridgeBuilder#aliases aliases}.
     *
     * @param source the cluster from which it copies
     * @param target the cluster to which it copies
     * @return a builder
     */
    public static KafkaBridgeBuilder mirrorMaker2(KafkaTopics source, KafkaTopics target) {
        return new KafkaBridgeBuilder(Way.OFFSET_SYNC, source, target);
    }

    /**
     * Returns a builder for topics whose copies have the same offsets, such as those of Cluster Linking. That they have is
     * checked with the records around each offset.
     *
     * @param source the cluster from which they are copied
     * @param target the cluster to which they are copied
     * @return a builder
     */
    public static KafkaBridgeBuilder sameOffsets(KafkaTopics source, KafkaTopics target) {
        return new KafkaBridgeBuilder(Way.SAME_OFFSET, source, target);
    }

    /**
     * Returns a builder for topics that anything else copies, with the numbers of their partitions. The search begins by the timestamps
     * of records.
     *
     * @param source the cluster from which they are copied
     * @param target the cluster to which they are copied
     * @return a builder
     */
    public static KafkaBridgeBuilder byTimestamp(KafkaTopics source, KafkaTopics target) {
        return new KafkaBridgeBuilder(Way.TIMESTAMP, source, target);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if one of the offsets is not that of a sink
     * @throws OffsetTransportException if brokers do not answer, or the client has no right to one of the topics
     */
    @Override
    public TranslatedSnapshot translate(OffsetOwner sink, OffsetSnapshot offsets) {
        return bridge.translate(requireNonNull(sink, "sink"), requireNonNull(offsets, "offsets"));
    }

    /**
     * Translates the committed offsets of any consumer group, whose consumers read uncommitted records.
     *
     * @param group the group
     * @param offsets its offsets
     * @return one translated offset for each partition
     * @throws IllegalArgumentException if one of the offsets is not that of a sink
     * @throws OffsetTransportException if brokers do not answer, or the client has no right to one of the topics
     */
    public TranslatedSnapshot translate(String group, OffsetSnapshot offsets) {
        return translate(OffsetOwner.named(group), offsets);
    }

    /**
     * {@inheritDoc}
     *
     * @throws OffsetTransportException if brokers do not answer, or the client has no right to one of the topics
     */
    @Override
    public TranslatedSnapshot translateEnds(Set<String> topics) {
        return bridge.translateEnds(Set.copyOf(topics));
    }

    /**
     * {@inheritDoc}
     *
     * @throws OffsetTransportException if brokers do not answer
     */
    @Override
    public List<TranslationFinding> examineEnds(Set<String> topics) {
        return bridge.examineEnds(Set.copyOf(topics));
    }

    /**
     * {@inheritDoc} Translates the offsets for that.
     *
     * @throws IllegalArgumentException if one of the offsets is not that of a sink
     * @throws OffsetTransportException if brokers do not answer, or the client has no right to one of the topics or to the group
     */
    @Override
    public List<TranslationFinding> examine(OffsetOwner from, OffsetOwner to, OffsetSnapshot offsets) {
        return bridge.examine(
                requireNonNull(from, "from"), requireNonNull(to, "to"), requireNonNull(offsets, "offsets"));
    }

    @Override
    public Optional<String> counterpart(String topic) {
        return bridge.counterpart(requireNonNull(topic, "topic"));
    }

    /**
     * {@inheritDoc} They are if one of the two {@link KafkaTopics} was given one of these addresses.
     *
     * @throws OffsetTransportException if the brokers do not answer
     */
    @Override
    public Optional<String> kafkaClusterIdOf(String bootstrapServers) {
        return bridge.kafkaClusterIdOf(requireNonNull(bootstrapServers, "bootstrapServers"));
    }

    /**
     * {@inheritDoc} What was written to the topics of the target cluster by others than the mirror is not in the source cluster: a
     * consumer that has read such records goes back behind the last mirrored one, which is
     * {@link io.connectmigrator.offset.TranslatedOffset.Verdict#AT_LEAST_ONCE}, and the evidence names their number.
     */
    @Override
    public KafkaBridge reversed() {
        return new KafkaBridge(bridge.reversed());
    }

    /** {@return how the copies are made, and the brokers of both clusters} */
    @Override
    public String toString() {
        return bridge.toString();
    }
}
