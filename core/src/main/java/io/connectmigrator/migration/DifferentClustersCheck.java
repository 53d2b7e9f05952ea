package io.connectmigrator.migration;

import io.connectmigrator.connect.ConnectorStatus;
import java.util.List;
import java.util.Optional;

/**
 * Source and target must be two Connect clusters. One cluster under two URLs gives itself away: it has the very
 * connector, on the very worker.
 */
final class DifferentClustersCheck implements Check {

    @Override
    public List<Problem> examine(Survey survey) {
        ConnectorStatus source = survey.sourceStatus();
        Optional<ConnectorStatus> twin = survey.plan().target().findStatus(survey.connector());
        if (twin.isEmpty() || !twin.get().workerId().equals(source.workerId()) || !survey.onOneKafkaCluster()) {
            return List.of();
        }
        return List.of(Problem.error(
                ProblemCode.SAME_CLUSTER,
                survey.sourceCluster() + " and " + survey.targetCluster() + " both have connector '"
                        + survey.connector() + "' on worker " + source.workerId()
                        + ": they are one Connect cluster under two URLs",
                "Give the plan another target; a connector cannot be moved to where it is"));
    }
}
