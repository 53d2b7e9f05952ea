package io.connectmigrator.migration;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/** Sinks that share a consumer group: over REST, the offsets of one cannot be reset without those of the others. */
final class SharedGroupCheck implements Check {

    @Override
    public List<Problem> examine(Survey survey) {
        if (!survey.isSink() || survey.sharesOffsets()) {
            return List.of();
        }
        List<Problem> problems = new ArrayList<>();
        List<String> onTarget = others(survey.targetCluster(), survey.target().connector(), survey.targetConfig());
        if (!onTarget.isEmpty()) {
            problems.add(
                    survey.target().offsets().given().isPresent()
                            ? Problem.warning(
                                    ProblemCode.GROUP_SHARED,
                                    inOneGroup(survey.target(), onTarget)
                                            + ": their offsets can be changed only while all of them are stopped",
                                    "Give the connector a group of its own with config(…)")
                            : Problem.error(
                                    ProblemCode.GROUP_SHARED,
                                    inOneGroup(survey.target(), onTarget)
                                            + ": a reset over REST would delete the offsets of all of them",
                                    "Give the connector a group of its own with config(…), or the client of the cluster"
                                            + " offsetTransport(KafkaOffsets…)"));
        }
        List<String> onSource = others(
                survey.sourceCluster(),
                survey.connector(),
                survey.sourceConnector().config());
        if (!onSource.isEmpty() && survey.source().offsets().given().isEmpty()) {
            problems.add(Problem.warning(
                    ProblemCode.GROUP_SHARED,
                    inOneGroup(survey.source(), onSource) + ": a rollback cannot replace the offsets of one over REST",
                    "Give the client of the cluster offsetTransport(KafkaOffsets…) if there is to be a way back"));
        }
        return problems;
    }

    private static List<String> others(ClusterSurvey cluster, String connector, ConnectorConfig config) {
        return GroupSharing.others(connector, config, cluster.connectors().stream());
    }

    private static String inOneGroup(Side side, List<String> others) {
        return side + " is in one consumer group with '" + String.join("', '", others) + "'";
    }
}
