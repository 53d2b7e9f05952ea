package io.connectmigrator.migration.internal.check;

import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.ConnectorCopy;
import io.connectmigrator.migration.internal.connector.SharedOffsets;
import io.connectmigrator.migration.internal.connector.SinkKafka;
import io.connectmigrator.migration.internal.connector.SourceKafka;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What it means that the two copies read from, or write to, different Kafka clusters, or that this is not known. */
final class KafkaClusterCheck implements Check {

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        return checkContext.isSink() ? ofSink(checkContext) : ofSource(checkContext);
    }

    private static List<Problem> ofSink(CheckContext checkContext) {
        Optional<Boolean> isOne = SinkKafka.isOne(checkContext);
        if (checkContext.crossing().isPresent() || isOne.orElse(false)) {
            return Stream.of(checkContext.source(), checkContext.target())
                    .flatMap(KafkaClusterCheck::outOfReach)
                    .toList();
        }
        return List.of(
                isOne.isPresent()
                        ? Problem.error(
                                ProblemCode.SINK_ON_OTHER_KAFKA,
                                "sink '" + checkContext.connector() + "' would read from another Kafka cluster on "
                                        + checkContext.targetCluster()
                                        + ", where its offsets are those of other records",
                                "Say in the plan how its offsets are translated, with across(KafkaBridge…), or let it go on reading this"
                                        + " Kafka cluster: set consumer.override.* and admin.override.* for its brokers with config(…)")
                        : Problem.error(
                                ProblemCode.OFFSETS_PLACE_UNKNOWN,
                                SharedOffsets.unknown(checkContext) + ": on another one the offsets of sink '"
                                        + checkContext.connector() + "' would be those of other records",
                                SharedOffsets.letItBeKnown(checkContext)));
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
        Optional<Boolean> isOne = SourceKafka.isOne(checkContext);
        return isOne.orElse(false)
                ? List.of()
                : List.of(Problem.warning(
                        ProblemCode.SOURCE_ON_OTHER_KAFKA,
                        isOne.isPresent() ? otherKafka(checkContext) : perhapsOtherKafka(checkContext),
                        "Nothing to do if that is what is wanted"));
    }

    private static String otherKafka(CheckContext checkContext) {
        return SourceKafka.namesBrokers(checkContext)
                ? "by producer.override.bootstrap.servers the records of '" + checkContext.connector()
                        + "' will go to another Kafka cluster from now on"
                : checkContext.targetCluster() + " stands on Kafka cluster "
                        + checkContext.targetCluster().kafkaCluster().orElse("") + ", " + checkContext.sourceCluster()
                        + " on "
                        + checkContext.sourceCluster().kafkaCluster().orElse("") + ": the records of '"
                        + checkContext.connector() + "' will go there from now on";
    }

    private static String perhapsOtherKafka(CheckContext checkContext) {
        return (SourceKafka.namesBrokers(checkContext)
                        ? "producer.override.bootstrap.servers names brokers of which it is not known to which Kafka cluster they belong"
                        : SharedOffsets.unknown(checkContext))
                + ": the records of '" + checkContext.connector() + "' may go to another one from now on";
    }
}
