package io.connectmigrator.kafka;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.kafka.internal.bridge.BridgeSettings;
import io.connectmigrator.kafka.internal.bridge.Limits;
import io.connectmigrator.kafka.internal.bridge.SyncTopics;
import io.connectmigrator.kafka.internal.bridge.TopicNames;
import io.connectmigrator.kafka.internal.client.ClientArguments;
import io.connectmigrator.offset.TranslatedOffset.Way;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link KafkaBridge}. By default topics have the same names in both clusters, the mirror reads records of open and aborted
 * transactions too, and a search ends after 100,000 records or 256 MiB of each partition and cluster. Not thread-safe.
 */
public final class KafkaBridgeBuilder {

    private final Way way;
    private final KafkaTopics source;
    private final KafkaTopics target;
    private MirrorTopics topics = MirrorTopics.sameNames();
    private Limits limits = Limits.DEFAULT;
    private boolean readCommitted;
    private @Nullable String sourceAlias;
    private @Nullable String targetAlias;
    private @Nullable String syncTopic;

    KafkaBridgeBuilder(Way way, KafkaTopics source, KafkaTopics target) {
        this.way = way;
        this.source = requireNonNull(source, "source");
        this.target = requireNonNull(target, "target");
    }

    /**
     * Sets the names that MirrorMaker's configuration gives to the clusters, from which the names of its topic of offset syncs follow:
     * {@code mm2-offset-syncs.TARGET.internal} in the source cluster, or {@code mm2-offset-syncs.SOURCE.internal} in the target cluster.
     *
     * @param source the alias of the source cluster
     * @param target the alias of the target cluster
     * @return this builder
     * @throws IllegalArgumentException if one of them cannot be part of a topic's name
     */
    public KafkaBridgeBuilder aliases(String source, String target) {
        this.sourceAlias = ClientArguments.requireTopic(source);
        this.targetAlias = ClientArguments.requireTopic(target);
        return this;
    }

    /**
     * Sets how topics are named in the target cluster, by default as in the source cluster.
     *
     * @param topics the names
     * @return this builder
     */
    public KafkaBridgeBuilder topics(MirrorTopics topics) {
        this.topics = requireNonNull(topics, "topics");
        return this;
    }

    /**
     * Sets the name of MirrorMaker's topic of offset syncs, where it does not follow from the {@linkplain #aliases aliases}. It is
     * looked for in both clusters.
     *
     * @param topic the topic
     * @return this builder
     * @throws IllegalArgumentException if the name is not valid for a topic
     */
    public KafkaBridgeBuilder offsetSyncsTopic(String topic) {
        this.syncTopic = ClientArguments.requireTopic(topic);
        return this;
    }

    /**
     * Sets how many records of each partition are read at most from each cluster, 100,000 by default. A result is exact only if what was
     * not read cannot make it wrong; otherwise it says how many records are read again at most, or that nothing was found.
     *
     * @param records the number of records
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    public KafkaBridgeBuilder searchLimit(int records) {
        this.limits = new Limits(records, limits.bytes());
        return this;
    }

    /**
     * Sets how many records and bytes of each partition are read at most from each cluster, 100,000 and 256 MiB by default.
     *
     * @param records the number of records
     * @param bytes the number of bytes in their keys, values and headers
     * @return this builder
     * @throws IllegalArgumentException if one of them is not positive
     */
    public KafkaBridgeBuilder searchLimit(int records, long bytes) {
        this.limits = new Limits(records, bytes);
        return this;
    }

    /**
     * Sets whether the mirror reads only committed records of the source cluster, false by default, as in MirrorMaker: it then copies
     * records of aborted transactions, too.
     *
     * @param readCommitted whether its consumer has {@code isolation.level=read_committed}
     * @return this builder
     */
    public KafkaBridgeBuilder mirrorReadsCommitted(boolean readCommitted) {
        this.readCommitted = readCommitted;
        return this;
    }

    /**
     * Creates the bridge. Opens no connection, and can be called again.
     *
     * @return the bridge
     * @throws IllegalStateException if neither the aliases nor the topic of offset syncs of MirrorMaker are set, or one of them is set
     *     for something else
     */
    public KafkaBridge build() {
        boolean hasSyncs = sourceAlias != null || syncTopic != null;
        if (hasSyncs != (way == Way.OFFSET_SYNC)) {
            throw new IllegalStateException(
                    hasSyncs
                            ? "only MirrorMaker has aliases and a topic of offset syncs: use mirrorMaker2(…), or do not set them"
                            : "the topic of MirrorMaker's offset syncs is missing: set aliases(…) or offsetSyncsTopic(…)");
        }
        TopicNames names = topics.names();
        SyncTopics syncs = SyncTopics.of(sourceAlias, targetAlias, syncTopic);
        return KafkaBridge.of(source, target, new BridgeSettings(way, names, syncs, limits, readCommitted, false));
    }
}
