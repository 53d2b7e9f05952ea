package io.connectmigrator.migration.internal.readiness;

import io.connectmigrator.migration.internal.connector.ClusterFacts;
import io.connectmigrator.topic.ClusterTopics;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The Kafka clusters of a plan, each asked once about all topics and groups of its connectors. */
public final class KafkaViews {

    private final Instant at;
    private final Set<String> topics = ConcurrentHashMap.newKeySet();
    private final Set<String> groups = ConcurrentHashMap.newKeySet();
    private final Map<ClusterTopics, KafkaView> views = new ConcurrentHashMap<>();

    /** Begins with no topics and groups. */
    public KafkaViews(Instant at) {
        this.at = at;
    }

    /** Notes topics that will be asked about. All are noted before the first question. */
    void note(Collection<String> names) {
        topics.addAll(names);
    }

    /** Notes a consumer group that will be asked about, before the first question. */
    void noteGroup(String name) {
        groups.add(name);
    }

    /** {@return the Kafka cluster under the workers, if their client can read its topics} */
    Optional<KafkaView> under(ClusterFacts cluster) {
        return cluster.topics().map(this::view);
    }

    /** {@return the Kafka cluster of these brokers, if one of the clients can read its topics} */
    Optional<KafkaView> reachedBy(String bootstrapServers, ClusterFacts source, ClusterFacts target) {
        return Stream.of(target, source)
                .flatMap(cluster -> cluster.topics().stream())
                .filter(topics -> topics.isReachedBy(bootstrapServers))
                .findFirst()
                .map(this::view);
    }

    private KafkaView view(ClusterTopics cluster) {
        return views.computeIfAbsent(
                cluster, first -> new KafkaView(first, Set.copyOf(topics), Set.copyOf(groups), at));
    }
}
