package io.connectmigrator.migration.internal.check;

import io.connectmigrator.connect.ConnectClientException;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.SinkInGroup;
import io.connectmigrator.plan.internal.Names;
import io.connectmigrator.report.DuplicateRule;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;

/**
 * Sinks of one plan that would be in one consumer group on the target: the first one that has moved is a member of it, and brokers
 * then no longer take the offsets of the next.
 */
final class CommonGroupCheck implements Check {

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        if (!checkContext.isSink() || checkContext.sharesOffsets()) {
            return List.of();
        }
        List<String> others = checkContext.targetCluster().planned().stream()
                .filter(other -> other != checkContext && !other.becomesOneWith(checkContext))
                .filter(other -> isInGroupOf(checkContext, other))
                .map(CheckContext::connector)
                .sorted()
                .toList();
        return others.isEmpty() ? List.of() : List.of(common(checkContext, others));
    }

    private static boolean isInGroupOf(CheckContext checkContext, CheckContext other) {
        try {
            return other.isSink() && SinkInGroup.areInOne(checkContext.target(), other.target());
        } catch (ConnectClientException e) {
            // What is wrong with the other is found where that is checked.
            return false;
        }
    }

    private static Problem common(CheckContext checkContext, List<String> others) {
        return Problem.error(
                        ProblemCode.GROUP_SHARED,
                        checkContext.target() + " would be in one consumer group with " + Names.connectors(others)
                                + " of the same plan: brokers alter the offsets of a group only while it has no members, so that only one of"
                                + " them could be moved",
                        "Give each of them a group of its own: override(…, c -> c.config(\"consumer.override.group.id\", …))")
                .by(DuplicateRule.D14);
    }
}
