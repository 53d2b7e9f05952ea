package io.connectmigrator.migration.internal.connector;

import java.util.Optional;

/** Whether both copies of a connector have to do with one Kafka cluster. */
final class SameKafka {

    private SameKafka() {}

    /** {@return whether the two Connect clusters stand on one Kafka cluster; empty if that is not known} */
    static Optional<Boolean> underWorkers(CheckContext checkContext) {
        Optional<String> source = checkContext.sourceCluster().kafkaCluster();
        return checkContext.plan().isInPlace()
                ? Optional.of(true)
                : source.flatMap(
                        id -> checkContext.targetCluster().kafkaCluster().map(id::equals));
    }

    /** {@return the same for the records of the connector, as far as that is known} */
    static Optional<Boolean> ofRecords(CheckContext checkContext) {
        return checkContext.isSink()
                ? SinkKafka.isOne(checkContext)
                : SourceKafka.isOne(checkContext).or(() -> underWorkers(checkContext));
    }

    /** {@return the same for the offsets of the connector: what counts for a sink is where it reads, which need not be where its workers have their topics} */
    static Optional<Boolean> of(CheckContext checkContext) {
        return checkContext.isSink() ? SinkKafka.isOne(checkContext) : underWorkers(checkContext);
    }
}
