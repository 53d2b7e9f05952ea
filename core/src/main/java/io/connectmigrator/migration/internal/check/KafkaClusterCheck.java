package io.connectmigrator.migration.internal.check;

import io.connectmigrator.migration.internal.connector.BrokerAddresses;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.SharedOffsets;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;

/** What it means that the two Connect clusters stand on different Kafka clusters, or do not say on which. */
final class KafkaClusterCheck implements Check {

    private static final String CONSUMER_BOOTSTRAP = "consumer.override.bootstrap.servers";

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        return checkContext.isSink() ? ofSink(checkContext) : ofSource(checkContext);
    }

    private static List<Problem> ofSink(CheckContext checkContext) {
        if (checkContext.onTwoKafkaClusters() || readsElsewhere(checkContext)) {
            return List.of(Problem.error(
                    ProblemCode.SINK_ON_OTHER_KAFKA,
                    "sink '" + checkContext.connector() + "' would read from another Kafka cluster on "
                            + checkContext.targetCluster() + ", where its offsets are those of other records",
                    "Move sinks between Connect clusters of one Kafka cluster only"));
        }
        return checkContext.onOneKafkaCluster()
                ? List.of()
                : List.of(Problem.error(
                        ProblemCode.OFFSETS_PLACE_UNKNOWN,
                        SharedOffsets.unknown(checkContext) + ": on another one the offsets of sink '"
                                + checkContext.connector() + "' would be those of other records",
                        SharedOffsets.LET_IT_BE_KNOWN));
    }

    private static List<Problem> ofSource(CheckContext checkContext) {
        if (checkContext.onOneKafkaCluster()) {
            return List.of();
        }
        String sentence = checkContext.onTwoKafkaClusters()
                ? checkContext.targetCluster() + " stands on Kafka cluster "
                        + checkContext.targetCluster().kafkaCluster().orElse("") + ", " + checkContext.sourceCluster()
                        + " on "
                        + checkContext.sourceCluster().kafkaCluster().orElse("") + ": the records of '"
                        + checkContext.connector() + "' will go there from now on"
                : SharedOffsets.unknown(checkContext) + ": the records of '" + checkContext.connector()
                        + "' may go to another one from now on";
        return List.of(Problem.warning(
                ProblemCode.SOURCE_ON_OTHER_KAFKA, sentence, "Nothing to do if that is what is wanted"));
    }

    private static boolean readsElsewhere(CheckContext checkContext) {
        return !BrokerAddresses.in(checkContext.sourceConnector().config(), CONSUMER_BOOTSTRAP)
                .equals(BrokerAddresses.in(checkContext.targetConfig(), CONSUMER_BOOTSTRAP));
    }
}
