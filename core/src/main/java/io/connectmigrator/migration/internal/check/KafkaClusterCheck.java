package io.connectmigrator.migration.internal.check;

import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.ConnectorCopy;
import io.connectmigrator.migration.internal.connector.SharedOffsets;
import io.connectmigrator.migration.internal.connector.SinkKafka;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What it means that the two Connect clusters stand on different Kafka clusters, or do not say on which. */
final class KafkaClusterCheck implements Check {

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        return checkContext.isSink() ? ofSink(checkContext) : ofSource(checkContext);
    }

    private static List<Problem> ofSink(CheckContext checkContext) {
        Optional<Boolean> isOne = SinkKafka.isOne(checkContext);
        if (checkContext.crossing().isPresent()) {
            return Stream.of(checkContext.source(), checkContext.target())
                    .flatMap(KafkaClusterCheck::outOfReach)
                    .toList();
        }
        if (!isOne.orElse(!SinkKafka.differs(checkContext))) {
            return List.of(Problem.error(
                    ProblemCode.SINK_ON_OTHER_KAFKA,
                    "sink '" + checkContext.connector() + "' would read from another Kafka cluster on "
                            + checkContext.targetCluster() + ", where its offsets are those of other records",
                    "Say in the plan how its offsets are translated, with across(KafkaBridge…), or let it go on reading this Kafka"
                            + " cluster: set consumer.override.* and admin.override.* for its brokers with config(…)"));
        }
        return isOne.isPresent()
                ? Stream.of(checkContext.source(), checkContext.target())
                        .flatMap(KafkaClusterCheck::outOfReach)
                        .toList()
                : List.of(Problem.error(
                        ProblemCode.OFFSETS_PLACE_UNKNOWN,
                        SharedOffsets.unknown(checkContext) + ": on another one the offsets of sink '"
                                + checkContext.connector() + "' would be those of other records",
                        SharedOffsets.LET_IT_BE_KNOWN));
    }

    /** Over REST the offsets of another group would be read as those of the sink, and be overwritten. */
    private static Stream<Problem> outOfReach(ConnectorCopy copy) {
        if (copy.offsets().isWithinReachOfWorkers() || copy.offsets().given().isPresent()) {
            return Stream.empty();
        }
        return Stream.of(Problem.error(
                ProblemCode.GROUP_OUT_OF_REACH,
                copy
                        + " reads from the brokers of consumer.override.bootstrap.servers, and over REST workers list and alter"
                        + " the group on those of their admin client",
                "Set admin.override.bootstrap.servers, and what else its clients need, to the same brokers on both"
                        + " sides, or give the client of the cluster offsetTransport(KafkaOffsets…)"));
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
}
