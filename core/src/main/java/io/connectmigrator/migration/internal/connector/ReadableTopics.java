package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.topic.ClusterTopics;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The Kafka clusters whose topics the clients of a plan can read. */
public final class ReadableTopics {

    private final CheckContext checkContext;

    public ReadableTopics(CheckContext checkContext) {
        this.checkContext = checkContext;
    }

    /** {@return the topics of the first Kafka cluster that is meant, if the client of one of the two Connect clusters can read them} */
    public Optional<ClusterTopics> find(Predicate<ClusterTopics> meant) {
        return Stream.of(checkContext.targetCluster(), checkContext.sourceCluster())
                .flatMap(cluster -> cluster.topics().stream())
                .filter(meant)
                .findFirst();
    }

    /** {@return the topics of the Kafka cluster under the workers of the source} */
    public Optional<ClusterTopics> ofSource() {
        return of(checkContext.sourceCluster(), checkContext.targetCluster());
    }

    /** {@return the topics of the Kafka cluster under the workers of the target} */
    public Optional<ClusterTopics> ofTarget() {
        return of(checkContext.targetCluster(), checkContext.sourceCluster());
    }

    private Optional<ClusterTopics> of(ClusterFacts cluster, ClusterFacts other) {
        return cluster.topics().or(() -> other.topics().filter(topics -> checkContext.onOneKafkaCluster()));
    }
}
