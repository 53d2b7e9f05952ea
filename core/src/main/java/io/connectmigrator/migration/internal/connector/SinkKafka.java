package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.OffsetOwner;
import java.util.Optional;
import java.util.Set;

/**
 * From which Kafka cluster the two copies of a sink read: that of their workers, or the one that their configs name. There they have their
 * consumer groups. A sink that goes on reading the same Kafka cluster keeps its offsets, wherever its workers have theirs.
 */
public final class SinkKafka {

    private static final String CONSUMER = "consumer.override.bootstrap.servers";
    private static final String ADMIN = "admin.override.bootstrap.servers";

    private SinkKafka() {}

    /** {@return whether both copies read from one Kafka cluster; empty if that is not known} */
    public static Optional<Boolean> isOne(CheckContext checkContext) {
        Set<String> from = brokers(checkContext.sourceConnector().config());
        Set<String> to = brokers(checkContext.targetConfig());
        if (!from.isEmpty() && from.equals(to)) {
            return Optional.of(true);
        }
        Optional<String> source =
                id(checkContext, checkContext.source(checkContext::sourceOwner), from, checkContext.sourceCluster());
        Optional<String> target = id(checkContext, checkContext.target(), to, checkContext.targetCluster());
        return source.isPresent() && target.isPresent() ? Optional.of(source.equals(target)) : Optional.empty();
    }

    /** {@return the brokers that the config of a sink names; empty if those of its workers are meant} */
    public static Optional<String> named(ConnectorConfig config) {
        return Optional.of(config.getOrDefault(CONSUMER, "")).filter(servers -> !servers.isBlank());
    }

    /** {@return whether a config names brokers, so that it does not depend on the workers alone where a copy reads} */
    public static boolean namesBrokers(CheckContext checkContext) {
        return !brokers(checkContext.sourceConnector().config()).isEmpty()
                || !brokers(checkContext.targetConfig()).isEmpty();
    }

    private static Optional<String> id(
            CheckContext checkContext, ConnectorCopy copy, Set<String> brokers, ClusterFacts cluster) {
        CopyOffsets offsets = copy.offsets();
        return offsets.given()
                .flatMap(given -> given.kafkaClusterIdOf(offsets.owner()))
                .or(() ->
                        brokers.isEmpty() ? cluster.kafkaCluster() : NamedBrokers.kafkaCluster(checkContext, brokers));
    }

    /**
     * {@return whether workers list and alter the group that a sink is in} They ask the brokers of their admin client for it, and the tasks
     * commit to those of their consumers.
     */
    public static boolean isGroupOverRest(OffsetOwner sink) {
        ConnectorConfig config = ConnectorConfig.of(sink.config());
        Set<String> brokers = brokers(config);
        return brokers.isEmpty() || brokers.equals(BrokerAddresses.in(config, ADMIN));
    }

    private static Set<String> brokers(ConnectorConfig config) {
        return BrokerAddresses.in(config, CONSUMER);
    }
}
