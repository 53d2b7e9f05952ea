package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.offset.OffsetTranslation;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Brokers that the config of a connector names for its clients, which need not be those of its workers. */
final class NamedBrokers {

    private NamedBrokers() {}

    /** {@return the id of their Kafka cluster; empty if nothing that the plan was given says so} */
    static Optional<String> kafkaCluster(CheckContext checkContext, Set<String> brokers) {
        String servers = String.join(",", brokers);
        OffsetTranslation across = checkContext.plan().across();
        return Stream.of(checkContext.sourceCluster(), checkContext.targetCluster())
                .filter(cluster -> cluster.topics()
                        .filter(topics -> topics.isReachedBy(servers))
                        .isPresent())
                .flatMap(cluster -> cluster.kafkaCluster().stream())
                .findFirst()
                .or(() -> across == null ? Optional.empty() : across.kafkaClusterIdOf(servers));
    }
}
