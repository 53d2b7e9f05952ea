package io.connectmigrator.migration.internal.check;

import io.connectmigrator.connect.ConnectClientException;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.SinkInGroup;
import io.connectmigrator.plan.internal.Names;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;

/**
 * Sinks of one plan that would be in one consumer group on the target: the first one that has moved is a member of it, and brokers
 * then no longer take the offsets of the next.
 */
final class CommonGroupCheck implements Check {

    @Override
    public List<Problem> examine(CheckContext survey) {
        if (!survey.isSink() || survey.sharesOffsets()) {
            return List.of();
        }
        List<String> others = survey.targetCluster().planned().stream()
                .filter(other -> other != survey && isInGroupOf(survey, other))
                .map(CheckContext::connector)
                .sorted()
                .toList();
        return others.isEmpty() ? List.of() : List.of(common(survey, others));
    }

    private static boolean isInGroupOf(CheckContext survey, CheckContext other) {
        try {
            return other.isSink() && SinkInGroup.areInOne(survey.target(), other.target());
        } catch (ConnectClientException e) {
            // What is wrong with the other is found where that is checked.
            return false;
        }
    }

    private static Problem common(CheckContext survey, List<String> others) {
        return Problem.error(
                ProblemCode.GROUP_SHARED,
                survey.target() + " would be in one consumer group with " + Names.connectors(others)
                        + " of the same plan: brokers alter the offsets of a group only while it has no members, so that only one of"
                        + " them could be moved",
                "Give each of them a consumer group of its own with config(…)");
    }
}
