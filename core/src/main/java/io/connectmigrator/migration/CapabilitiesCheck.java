package io.connectmigrator.migration;

import java.util.ArrayList;
import java.util.List;

/** The workers must have the requests that a migration over REST is made of. */
final class CapabilitiesCheck implements Check {

    @Override
    public List<Problem> examine(Survey survey) {
        List<Problem> problems = new ArrayList<>();
        if (!survey.sourceCluster().capabilities().listOffsets()) {
            problems.add(missing(survey.sourceCluster(), "stop a connector and list its offsets", "3.5"));
        } else if (!survey.sourceCluster().capabilities().alterOffsets()) {
            problems.add(Problem.warning(
                    ProblemCode.NO_WAY_BACK_OVER_REST,
                    survey.sourceCluster() + " cannot alter offsets over REST (workers before 3.6)",
                    "Until the target is resumed everything can be undone; afterwards rollback(plan) cannot carry the"
                            + " target's offsets back"));
        }
        if (!survey.targetCluster().capabilities().alterOffsets()) {
            problems.add(missing(survey.targetCluster(), "alter the offsets of a connector", "3.6"));
        }
        if (!survey.targetCluster().capabilities().initialState()) {
            problems.add(missing(survey.targetCluster(), "create a connector that does not start at once", "3.7"));
        }
        return problems;
    }

    private static Problem missing(ClusterSurvey cluster, String what, String since) {
        return Problem.error(
                ProblemCode.NOT_SUPPORTED,
                cluster + " (version " + cluster.worker().version() + ") cannot " + what
                        + " over REST; workers can since Kafka " + since,
                "Upgrade the workers of " + cluster);
    }
}
