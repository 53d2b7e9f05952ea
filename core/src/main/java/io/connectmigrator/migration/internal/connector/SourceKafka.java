package io.connectmigrator.migration.internal.connector;

import java.util.Optional;
import java.util.Set;

/**
 * To which Kafka cluster the two copies of a source write: that of their workers, or the one that their configs name for their producers.
 * Its offsets are in that of the workers all the same, unless the config names a topic for them.
 */
public final class SourceKafka {

    private static final String PRODUCER = "producer.override.bootstrap.servers";

    private SourceKafka() {}

    /** {@return whether both copies write to one Kafka cluster; empty if that is not known} */
    public static Optional<Boolean> isOne(CheckContext checkContext) {
        Set<String> from = BrokerAddresses.in(checkContext.sourceConnector().config(), PRODUCER);
        Set<String> to = BrokerAddresses.in(checkContext.targetConfig(), PRODUCER);
        if (from.equals(to)) {
            return from.isEmpty() ? SameKafka.underWorkers(checkContext) : Optional.of(true);
        }
        Optional<String> source = id(checkContext, from, checkContext.sourceCluster());
        Optional<String> target = id(checkContext, to, checkContext.targetCluster());
        return source.isPresent() && target.isPresent() ? Optional.of(source.equals(target)) : Optional.empty();
    }

    /** {@return whether a config names brokers, so that it does not depend on the workers alone where records go} */
    public static boolean namesBrokers(CheckContext checkContext) {
        return checkContext.sourceConnector().config().containsKey(PRODUCER)
                || checkContext.targetConfig().containsKey(PRODUCER);
    }

    private static Optional<String> id(CheckContext checkContext, Set<String> brokers, ClusterFacts cluster) {
        return brokers.isEmpty() ? cluster.kafkaCluster() : NamedBrokers.kafkaCluster(checkContext, brokers);
    }
}
