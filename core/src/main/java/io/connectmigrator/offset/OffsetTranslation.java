package io.connectmigrator.offset;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds where a sink goes on in another Kafka cluster, to which its topics are mirrored: an offset of the one cluster is that of
 * another record in the other.
 *
 * <p>Implementations are thread-safe and only read. An operation that fails since brokers do not answer, or refuse, throws an
 * unchecked exception that says what was tried; what is not found is a {@linkplain TranslatedOffset.Verdict verdict}, no exception.
 * Reports name a translation by its {@code toString}.
 */
public interface OffsetTranslation {

    /**
     * Translates the committed offsets of a sink. Called while the sink runs, to see how far the mirror is behind it, and again after
     * its stop with the final offsets, until no verdict is {@link TranslatedOffset.Verdict#NOT_MIRRORED} any more.
     *
     * @param sink the sink as it is in the cluster from which the offsets come
     * @param offsets its offsets there
     * @return one translated offset for each partition
     */
    TranslatedSnapshot translate(OffsetOwner sink, OffsetSnapshot offsets);

    /**
     * Translates the ends of topics, behind which a source connector writes next: what is not mirrored yet would come after what the
     * connector writes in the other cluster.
     *
     * @param topics topics in the cluster that the connector leaves
     * @return one translated offset for each partition of the topics that are mirrored
     */
    TranslatedSnapshot translateEnds(Set<String> topics);

    /**
     * Finds topics of which {@link #translateEnds} says nothing, since they are not mirrored: their records stay in the cluster that the
     * connector leaves.
     *
     * @param topics topics in the cluster that the connector leaves
     * @return what was found; by default nothing
     */
    default List<TranslationFinding> examineEnds(Set<String> topics) {
        return List.of();
    }

    /**
     * Finds what stands in the way of a translation, or makes it inexact, before the sink is touched.
     *
     * @param from the sink in the cluster from which the offsets come, with its config there
     * @param to the sink in the other cluster, with its config there; if several become it, it reads more than these offsets are of
     * @param offsets those of its offsets that go there, as they are committed now
     * @return what was found; empty if nothing was
     */
    List<TranslationFinding> examine(OffsetOwner from, OffsetOwner to, OffsetSnapshot offsets);

    /**
     * {@return the name that a topic has in the other cluster; empty if it is not mirrored} By default it keeps its name. No cluster is
     * asked.
     *
     * @param topic a topic in the cluster from which the offsets come
     */
    default Optional<String> counterpart(String topic) {
        return Optional.of(topic);
    }

    /**
     * {@return the id of the Kafka cluster of these brokers, if they are known to be of one of the two clusters; empty by default} A connector
     * whose config names brokers need not read from, or write to, the Kafka cluster under its workers.
     *
     * @param bootstrapServers host and port of one or more brokers, separated by commas
     */
    default Optional<String> kafkaClusterIdOf(String bootstrapServers) {
        return Optional.empty();
    }

    /** {@return the same in the opposite direction, for the way back} */
    OffsetTranslation reversed();
}
