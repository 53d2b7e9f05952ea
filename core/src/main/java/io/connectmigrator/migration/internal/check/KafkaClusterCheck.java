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
    public List<Problem> examine(CheckContext survey) {
        return survey.isSink() ? ofSink(survey) : ofSource(survey);
    }

    private static List<Problem> ofSink(CheckContext survey) {
        if (survey.onTwoKafkaClusters() || readsElsewhere(survey)) {
            return List.of(Problem.error(
                    ProblemCode.SINK_ON_OTHER_KAFKA,
                    "sink '" + survey.connector() + "' would read from another Kafka cluster on "
                            + survey.targetCluster() + ", where its offsets are those of other records",
                    "Move sinks between Connect clusters of one Kafka cluster only"));
        }
        return survey.onOneKafkaCluster()
                ? List.of()
                : List.of(Problem.error(
                        ProblemCode.OFFSETS_PLACE_UNKNOWN,
                        SharedOffsets.unknown(survey) + ": on another one the offsets of sink '" + survey.connector()
                                + "' would be those of other records",
                        SharedOffsets.LET_IT_BE_KNOWN));
    }

    private static List<Problem> ofSource(CheckContext survey) {
        if (survey.onOneKafkaCluster()) {
            return List.of();
        }
        String sentence = survey.onTwoKafkaClusters()
                ? survey.targetCluster() + " stands on Kafka cluster "
                        + survey.targetCluster().kafkaCluster().orElse("") + ", " + survey.sourceCluster() + " on "
                        + survey.sourceCluster().kafkaCluster().orElse("") + ": the records of '"
                        + survey.connector() + "' will go there from now on"
                : SharedOffsets.unknown(survey) + ": the records of '" + survey.connector()
                        + "' may go to another one from now on";
        return List.of(Problem.warning(
                ProblemCode.SOURCE_ON_OTHER_KAFKA, sentence, "Nothing to do if that is what is wanted"));
    }

    private static boolean readsElsewhere(CheckContext survey) {
        return !BrokerAddresses.in(survey.sourceConnector().config(), CONSUMER_BOOTSTRAP)
                .equals(BrokerAddresses.in(survey.targetConfig(), CONSUMER_BOOTSTRAP));
    }
}
