package io.connectmigrator.migration.internal.check;

import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.ConnectorConditions;
import io.connectmigrator.report.DuplicateRule;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.Severity;
import java.util.List;

/** What the family of the connector knows about the move. */
final class FamilyCheck implements Check {

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        TransactionsRead transactions = new TransactionsRead(checkContext);
        return checkContext.family().findings(checkContext.sourceOffsets()).stream()
                .flatMap(transactions::judge)
                .map(problem -> redelivered(checkContext, problem))
                .toList();
    }

    /** Records are delivered again after each failure of a task. */
    private static Problem redelivered(CheckContext checkContext, Problem problem) {
        return problem.rule() == DuplicateRule.D13 && ConnectorConditions.hasFailed(checkContext.sourceStatus())
                ? new Problem(
                        problem.code(),
                        Severity.WARNING,
                        problem.message() + ", and it has failed by now",
                        problem.remedy(),
                        problem.rule())
                : problem;
    }
}
