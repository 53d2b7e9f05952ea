package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectorConfig;
import java.util.Optional;
import java.util.Set;

/** Which topics there are in the Kafka clusters that a sink reads, as far as they can be looked up. */
final class SinkTopicNames {

    private SinkTopicNames() {}

    /** {@return whether the config of a sink lists its topics} */
    static boolean areListed(ConnectorConfig sink) {
        return sink.getOrDefault("topics.regex", "").isBlank()
                && !sink.getOrDefault("topics", "").contains("${");
    }

    /** {@return the topics of the Kafka cluster that the sink reads on the source} */
    static Optional<Set<String>> onSource(CheckContext checkContext) {
        return in(
                checkContext,
                checkContext.sourceConnector().config(),
                checkContext.sourceCluster(),
                checkContext.targetCluster());
    }

    /** {@return the topics of the Kafka cluster that the sink reads on the target} */
    static Optional<Set<String>> onTarget(CheckContext checkContext) {
        return in(
                checkContext, checkContext.targetConfig(), checkContext.targetCluster(), checkContext.sourceCluster());
    }

    private static Optional<Set<String>> in(
            CheckContext checkContext, ConnectorConfig sink, ClusterFacts cluster, ClusterFacts other) {
        Optional<String> brokers = SinkKafka.named(sink);
        if (brokers.isPresent()) {
            return ClusterFacts.names(
                    new ReadableTopics(checkContext).find(topics -> topics.isReachedBy(brokers.get())));
        }
        Optional<Set<String>> ofCluster = cluster.topicNames();
        return ofCluster.isPresent() || !checkContext.onOneKafkaCluster() ? ofCluster : other.topicNames();
    }
}
