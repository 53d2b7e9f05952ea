package io.connectmigrator.migration;

import java.util.List;

/** What it means that the two Connect clusters stand on different Kafka clusters. */
final class KafkaClusterCheck implements Check {

    private static final String CONSUMER_BOOTSTRAP = "consumer.override.bootstrap.servers";

    @Override
    public List<Problem> examine(Survey survey) {
        if (survey.isSink() && (!survey.onOneKafkaCluster() || readsElsewhere(survey))) {
            return List.of(Problem.error(
                    ProblemCode.SINK_ON_OTHER_KAFKA,
                    "sink '" + survey.connector() + "' would read from another Kafka cluster on "
                            + survey.targetCluster() + ", where its offsets are those of other records",
                    "Move sinks between Connect clusters of one Kafka cluster only"));
        }
        if (!survey.isSink() && !survey.onOneKafkaCluster()) {
            return List.of(Problem.warning(
                    ProblemCode.SOURCE_ON_OTHER_KAFKA,
                    survey.targetCluster() + " stands on Kafka cluster "
                            + survey.targetCluster().worker().kafkaClusterId() + ", " + survey.sourceCluster() + " on "
                            + survey.sourceCluster().worker().kafkaClusterId() + ": the records of '"
                            + survey.connector() + "' will go there from now on",
                    "Nothing to do if that is what is wanted"));
        }
        return List.of();
    }

    private static boolean readsElsewhere(Survey survey) {
        return !survey.sourceConnector()
                .config()
                .getOrDefault(CONSUMER_BOOTSTRAP, "")
                .equals(survey.targetConfig().getOrDefault(CONSUMER_BOOTSTRAP, ""));
    }
}
