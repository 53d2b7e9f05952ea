package io.connectmigrator.migration;

import java.util.ArrayList;
import java.util.List;

/** The connector's name on the target must be free, and no other connector of the plan may want it. */
final class NameFreeCheck implements Check {

    @Override
    public List<Problem> examine(Survey survey) {
        List<Problem> problems = new ArrayList<>();
        Side target = survey.target();
        List<String> rivals = survey.plan().connectors().stream()
                .filter(other -> survey.plan().targetName(other).equals(target.connector()))
                .toList();
        if (rivals.size() > 1) {
            problems.add(Problem.error(
                    ProblemCode.DUPLICATE_TARGET,
                    "connectors " + String.join(", ", rivals) + " would all be '" + target.connector() + "' on "
                            + survey.targetCluster(),
                    "Give them different names with rename(…)"));
        }
        if (survey.targetConnector().isPresent()) {
            problems.add(Problem.error(
                    ProblemCode.NAME_TAKEN,
                    survey.targetCluster() + " already has a connector '" + target.connector() + "'",
                    "Delete it there if it is not needed, or move the connector under another name with rename(…)"));
        }
        return problems;
    }
}
